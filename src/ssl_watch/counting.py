"""Count the archive: all of it, one domain, or what a search finds; `bot.handlers` and `cli` show what comes out.

Of a picture that was shown of the numbers is kept under which name it can be shown again.
"""

from datetime import UTC, datetime

from ssl_watch import census, queries
from ssl_watch.census import Census
from ssl_watch.store import Store, marks
from ssl_watch.store.papers import tallying

_COUNTS_WITHIN = 3.0  # seconds
_SHOWN = "picture:{}"


def count(store: Store, domain: str | None = None, *, now: datetime) -> Census:
    """The numbers of the whole archive or of one domain, by its name; quick at any size."""
    with store.reading() as transaction:
        tallies = tallying.of_domain(transaction, domain)
        domains = tallying.by_domain(transaction)
    return census.take(tallies, domains, today=now.astimezone(UTC).date(), domain=domain)


def count_found(store: Store, text: str, *, now: datetime, within: float = _COUNTS_WITHIN) -> Census | None:
    """The numbers of all papers that match a query (`docs/searching.md`): each is looked at; None where it takes long.

    `within` is in seconds.
    """
    today = now.astimezone(UTC).date()
    query = queries.read(text)
    if query.term is None:
        return census.take((), {}, today=today, sought=query.text)
    with store.reading() as transaction:
        found = tallying.found(transaction, queries.on(query.term, today), within=within)
    return census.take(*found, today=today, sought=query.read_as or query.text) if found else None


def shown_as(store: Store, subject: str, fingerprint: str) -> str | None:
    """The name under which the picture of a subject can be shown again, if it is still the one with the fingerprint."""
    with store.reading() as transaction:
        kept, _, name = (marks.get(transaction, _SHOWN.format(subject)) or "").partition(" ")
    return name if kept == fingerprint and name else None


def keep_shown(store: Store, subject: str, fingerprint: str, *, name: str) -> None:
    """Keep the name of a picture in the place of the subject's one before; subjects are few: the domains, and all."""
    with store.writing() as transaction:
        marks.put(transaction, _SHOWN.format(subject), f"{fingerprint} {name}")
