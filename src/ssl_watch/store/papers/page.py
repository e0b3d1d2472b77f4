"""The papers of a page of search results, by their places in the index."""

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Dialect, Select, select, text

from ssl_watch.domains import Filing
from ssl_watch.store.papers.rows import filing_of, judged_of, selecting
from ssl_watch.store.quick import Quick
from ssl_watch.store.tables import filings, papers, search_places
from ssl_watch.verdicts import JudgedPaper

# One parameter, however many places there are, so that each statement is written once.
_AT = {
    "sqlite": text("search_places.place IN (SELECT value FROM json_each(:places))"),
    "postgresql": text("search_places.place = ANY(:places)"),
}
_PAPERS = selecting().add_columns(search_places.c.place).join_from(papers, search_places)
_FILINGS = (
    select(filings)
    .join_from(filings, search_places, filings.c.arxiv_id == search_places.c.arxiv_id)
    .order_by(filings.c.arxiv_id, filings.c.position)
)


def at(transaction: Connection, places: Sequence[int]) -> tuple[JudgedPaper, ...]:
    """The papers at some places of the search index, in the order asked for."""
    if not places:
        return ()
    dialect = transaction.dialect
    given = json.dumps(list(places)) if dialect.name == "sqlite" else list(places)
    filed: dict[str, list[Filing]] = {}
    for row in _quick(_FILINGS, dialect).rows(transaction, places=given):
        filed.setdefault(row["arxiv_id"], []).append(filing_of(row))
    found = {
        row["place"]: judged_of(row, filed.get(row["arxiv_id"], ()))
        for row in _quick(_PAPERS, dialect).rows(transaction, places=given)
    }
    return tuple(found[place] for place in places)


@lru_cache(maxsize=4)
def _quick(statement: Select[Any], dialect: Dialect) -> Quick:
    return Quick(statement.where(_AT[dialect.name]), dialect)
