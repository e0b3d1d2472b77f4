"""The settings, the database with what it remembers, and the disk under it."""

import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from ssl_watch.announcements import FeedState
from ssl_watch.diagnosing.findings import Finding, Health, fail, ok, warn
from ssl_watch.errors import ArxivRefused, StoreError
from ssl_watch.polling import look, raise_if_silent
from ssl_watch.polls import Standing, put_together
from ssl_watch.settings import Settings, data_folder
from ssl_watch.store import SchemaState, Store, Transaction, deliveries, health, papers, poll_runs, schema_state

_LITTLE_SPACE, _NO_SPACE = 1 << 30, 100 << 20  # bytes
_POLLS_STOPPED = timedelta(days=5)  # longer than any pause between announcements
_OUTBOX_STUCK = timedelta(minutes=30)
_MIGRATE = "run `ssl-watch migrate`; starting the bot does it too"
_SCHEMAS = {
    SchemaState.EMPTY: (Health.WARN, "it has no tables yet", _MIGRATE),
    SchemaState.BEHIND: (Health.WARN, "its schema is of an older version", _MIGRATE),
    SchemaState.AHEAD: (Health.FAIL, "a newer SSL-Watch has migrated it", "install that newer version"),
    SchemaState.FOREIGN: (
        Health.FAIL,
        "it holds somebody else's tables",
        "name an empty one in SSL_WATCH_DATABASE_URL",
    ),
}


def look_at_settings(settings: Settings) -> Finding:
    """Valid they are; arXiv also asks its readers to say whom to write to."""
    if settings.contact:
        return ok("settings", f"valid; arXiv is told to write to {settings.contact}")
    return warn("settings", "valid, but arXiv is told no contact", "put an e-mail or a page into SSL_WATCH_CONTACT")


def look_at_database(settings: Settings, *, now: datetime) -> Iterator[Finding]:
    """The database, and where it can be read, the outbox and the polls that it remembers."""
    try:
        store = Store(settings.database)
    except StoreError as error:
        yield fail("database", str(error), "correct SSL_WATCH_DATABASE_URL, or give the folder to this user")
        yield _disk(data_folder())
        return
    try:
        yield from _database(store, now)
    except StoreError as error:
        yield fail("database", str(error), "see that it runs, and that this user may read and write it")
    finally:
        store.close()
    yield _disk(store.sqlite_path or data_folder())


def silence(settings: Settings, *, now: datetime) -> str | None:
    """Why arXiv must not be asked now, as far as the database remembers."""
    try:
        store = Store(settings.database)
    except StoreError:
        return None
    try:
        if (store.sqlite_path is None or store.sqlite_path.exists()) and schema_state(store) is SchemaState.CURRENT:
            raise_if_silent(store, now=now)
    except ArxivRefused as error:
        return str(error)
    except StoreError:
        return None  # `look_at_database` has told
    finally:
        store.close()
    return None


def _database(store: Store, now: datetime) -> Iterator[Finding]:
    name = store.url_for_people
    if store.sqlite_path and not store.sqlite_path.exists():
        yield warn("database", f"{name} is not there yet", _MIGRATE)
        return
    schema = schema_state(store)
    if schema is not SchemaState.CURRENT:
        state, told, mend = _SCHEMAS[schema]
        yield Finding(name="database", state=state, told=f"{name}: {told}", mend=mend)
    elif faults := health.faults(store):
        yield fail("database", f"{name} is damaged: {'; '.join(faults)}", "restore the last backup")
    else:
        yield from _held(store, name, now)


def _held(store: Store, name: str, now: datetime) -> Iterator[Finding]:
    with store.reading() as transaction:
        held = papers.totals(transaction)
        yield ok("database", f"{name}: {held['papers']} papers, {held['subscribers']} subscribers")
        yield _outbox(transaction, held, now)
        yield _polls(transaction, now)
    yield _feed(look(store, now=now))


def _outbox(transaction: Transaction, held: dict[str, int], now: datetime) -> Finding:
    waiting, refused = held["pending"] + held["unknown"], held["refused"]
    due_at = deliveries.next_at(transaction)
    if due_at is not None and now - due_at > _OUTBOX_STUCK:
        return warn("deliveries", f"{waiting} wait, the oldest since {due_at:%Y-%m-%d %H:%M} UTC", "start the bot")
    if refused:
        latest = deliveries.set_aside(transaction, 1)
        reason = latest[0].reason if latest else None
        told = f"{refused} set aside because Telegram refused them, the last one: {reason or 'no reason kept'}"
        return warn("deliveries", told, "report the reason: a refused digest is a fault of this program")
    return ok("deliveries", f"{waiting} wait, none was refused")


def _polls(transaction: Transaction, now: datetime) -> Finding:
    readings = poll_runs.last_poll(transaction)
    if not readings:
        return warn("polls", "arXiv was never polled", "start the bot, or run `ssl-watch poll`")
    last = put_together(readings, started_at=readings[0].started_at, ended_at=readings[-1].ended_at)
    if last.failed:
        good = poll_runs.last_good(transaction)
        since = f"the last good reading was at {good.ended_at:%Y-%m-%d %H:%M} UTC" if good else "none ever succeeded"
        return warn("polls", f"the last one failed: {last.error}; {since}", "wait for the next, or see arXiv below")
    if now - last.ended_at > _POLLS_STOPPED:
        return warn("polls", f"the last one was at {last.ended_at:%Y-%m-%d %H:%M} UTC", "start the bot")
    read = f"read {last.total} records at {last.ended_at:%Y-%m-%d %H:%M} UTC"
    if last.error is not None:
        return warn(
            "polls", f"the last one {read}, but not all: {last.error}", "wait for the next, which makes it good"
        )
    return ok("polls", f"the last one {read}")


def _feed(standing: Standing) -> Finding:
    state = standing.feed.state(standing.at)
    missing = f"{standing.open_holes} missing papers asked for, {standing.gaps} known gaps"
    told = f"{state}; newest paper {standing.feed.newest or 'none yet'}; {missing}"
    failing = [f"{each.source} ({each.failures} times: {each.error})" for each in standing.sources if each.error]
    if state is FeedState.STALLED:
        return warn("feed", told, "see whether https://arxiv.org/list/cs.LG/new shows papers that the bot has not")
    if failing:
        return warn("feed", f"{told}; not read: {'; '.join(failing)}", "wait for the next poll, or see arxiv below")
    return ok("feed", told)


def _disk(path: Path) -> Finding:
    folder = next(each for each in (path, *path.absolute().parents) if each.is_dir())
    try:
        free = shutil.disk_usage(folder).free
    except OSError as error:
        return warn("disk", f"{folder} can't be measured: {error.strerror}", "give this user access to it")
    told, mend = f"{free / (1 << 30):.1f} GB free at {folder}", "free some, or move the database"
    if free < _NO_SPACE:
        return fail("disk", told, mend)
    return warn("disk", told, mend) if free < _LITTLE_SPACE else ok("disk", told)
