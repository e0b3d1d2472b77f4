"""Count the archive: all of it, one domain, or what a search finds; `bot.handlers` and `cli` show what comes out."""

from datetime import UTC, datetime

from ssl_watch import census, queries
from ssl_watch.census import Census
from ssl_watch.store import Store
from ssl_watch.store.papers import tallying


def count(store: Store, domain: str | None = None, *, now: datetime) -> Census:
    """The numbers of the whole archive or of one domain, by its name; quick at any size."""
    with store.reading() as transaction:
        tallies = tallying.of_domain(transaction, domain)
        domains = tallying.by_domain(transaction)
    return census.take(tallies, domains, today=now.astimezone(UTC).date(), domain=domain)


def count_found(store: Store, text: str, *, now: datetime) -> Census:
    """The numbers of all papers that match a query (`docs/searching.md`): each is looked at, which can take a while."""
    today = now.astimezone(UTC).date()
    query = queries.read(text)
    if query.term is None:
        return census.take((), {}, today=today, sought=query.text)
    with store.reading() as transaction:
        tallies, domains = tallying.found(transaction, queries.on(query.term, today))
    return census.take(tallies, domains, today=today, sought=query.read_as or query.text)
