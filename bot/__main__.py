"""`python -m bot`, also installed as `ssl-watch-bot`: settings, logging, the store, then `bot.app` until a signal.

What the operator must mend is said in one line on standard error, with exit status 1. Heavy modules are imported when
it is clear that they are needed.
"""

import argparse
import re
import sys
import time
from contextlib import closing
from pathlib import Path
from urllib.parse import unquote, urlsplit

from ssl_watch.errors import SettingsError, WatchError
from ssl_watch.settings import Settings, data_folder, read_settings

_HEALTHY_FOR = 120.0  # seconds after the last heartbeat
_TOKEN = re.compile(r"\d{1,20}:[\w-]{1,200}")
_HOW_TO_GET_ONE = (
    "SSL_WATCH_BOT_TOKEN is not set: ask @BotFather on Telegram for a bot (/newbot) and put its token there"
)


def main() -> None:
    """Run the bot, or tell whether it is healthy; ends the process."""
    arguments = _arguments()
    try:
        status = _tell_health() if arguments.healthy else _run()
    except WatchError as error:
        sys.stderr.write(f"ssl-watch-bot: {error}\n")
        status = 1
    sys.exit(status)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="ssl-watch-bot", description="The Telegram bot of SSL-Watch.")
    parser.add_argument("--healthy", action="store_true", help="exit with 0 if a running bot hears Telegram, else 1")
    return parser.parse_args()


def _run() -> int:
    settings = read_settings()
    _check_token(settings)
    from bot import logs

    logs.set_up(settings.log_level, form=settings.log_format, secrets=_secrets(settings))
    from bot import app
    from ssl_watch.store import open_store

    with closing(open_store(settings.database)) as store:
        app.run(settings, store, heartbeat=_heartbeat(store.sqlite_path))
    return 0


def _check_token(settings: Settings) -> None:
    token = settings.bot_token.get_secret_value() if settings.bot_token else ""
    if not token:
        raise SettingsError(_HOW_TO_GET_ONE)
    if not _TOKEN.fullmatch(token):
        raise SettingsError("SSL_WATCH_BOT_TOKEN does not look like a token from @BotFather, such as 123456:ABC-def")


def _secrets(settings: Settings) -> tuple[str, ...]:
    """What no log may show."""
    token = settings.bot_token.get_secret_value() if settings.bot_token else ""
    password = urlsplit(settings.database_url).password or ""
    return tuple(secret for secret in (token, password, unquote(password)) if secret)


def _tell_health() -> int:
    from ssl_watch.store import Store

    with closing(Store(read_settings().database)) as store:
        heartbeat = _heartbeat(store.sqlite_path)
    try:
        silent = time.time() - heartbeat.stat().st_mtime
    except OSError:
        raise WatchError("no bot has been heard of here") from None
    if silent > _HEALTHY_FOR:
        raise WatchError(f"the bot has not heard Telegram for {silent:.0f} s")
    return 0


def _heartbeat(database: Path | None) -> Path:
    """Beside a SQLite file, or in the data folder."""
    if database is not None:
        return database.with_name(f"{database.name}.heartbeat")
    folder = data_folder()
    folder.mkdir(parents=True, exist_ok=True)
    return folder / "ssl-watch.heartbeat"


if __name__ == "__main__":
    main()
