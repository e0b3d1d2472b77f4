"""A database's address: what operators write, what SQLAlchemy needs, and what people may be shown."""

from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from ssl_watch.errors import StoreError

_POSTGRESQL = {"postgresql", "postgres", "postgresql+psycopg"}
_SECRETS = {"password", "sslpassword", "passfile"}
_FORMS = "sqlite:///path/to/file.db or postgresql://user:password@host/name"


def read_address(text: str) -> URL:
    """Read `sqlite:///…`, `postgresql://…` or `postgres://…`.

    Raises:
        StoreError: it is neither; the text may hold a password and is not repeated.
    """
    try:
        url = make_url(text.strip())
        backend = url.drivername
        if backend in _POSTGRESQL:
            return url.set(drivername="postgresql+psycopg")
    except (ArgumentError, ValueError) as error:
        raise StoreError(f"The database's address can't be read: write {_FORMS}") from error
    if backend not in {"sqlite", "sqlite+pysqlite"}:
        raise StoreError(f"“{backend}” is not a database this can use: write {_FORMS}")
    if not url.database or url.database == ":memory:" or url.database.startswith("file:") or url.host:
        raise StoreError(
            "A SQLite database needs a file, with three slashes before its path: sqlite:///path/to/file.db"
        )
    return url.set(drivername="sqlite", database=str(Path(url.database).expanduser().absolute()))


def shown(url: URL) -> str:
    """The address without anything secret."""
    told = url.difference_update_query(_SECRETS)
    return told.set(drivername=url.get_backend_name()).render_as_string(hide_password=True)


def without_secrets(text: str, url: URL) -> str:
    """A library's message in one line, the address's secrets removed."""
    line = next((line.strip() for line in text.splitlines() if line.strip()), "no reason was given")
    secrets = [url.password, *(url.query.get(name) for name in _SECRETS)]
    for secret in secrets:
        if isinstance(secret, str) and secret:
            line = line.replace(secret, "***")
    return line
