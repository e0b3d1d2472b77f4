"""Write the archive, or what a search finds in it, as text in any of the formats of `listings`.

Everything streams: a batch of papers is in memory at a time. What JSON, Markdown and CSV hold, `importing` reads back.
A feed holds the newest papers only.
"""

import csv
import io
import json
from collections.abc import Callable, Generator, Iterable, Iterator
from datetime import UTC, datetime
from enum import StrEnum
from functools import partial
from itertools import chain, islice

from ssl_watch import queries
from ssl_watch.errors import BadInput
from ssl_watch.listings import citations, feeds, records, sheets, tables
from ssl_watch.listings.feeds import Feed
from ssl_watch.store import Store, papers
from ssl_watch.verdicts import JudgedPaper


class Format(StrEnum):
    """What a file of papers can be."""

    MARKDOWN = "markdown"  # the curated table
    CSV = "csv"
    JSON = "json"
    JSONL = "jsonl"
    BIBTEX = "bibtex"
    RIS = "ris"
    ATOM = "atom"  # the newest 200


def export(
    store: Store, query: str | None, form: Format | str, *, now: datetime, address: str | None = None
) -> Generator[str, None, None]:
    """Yield the text of all relevant papers, or of those that match, newest first by their last update.

    `address` is where a feed is to be served.

    Raises:
        BadInput: the query holds no word; the format is none of ours.
    """
    try:
        form = Format(form)
    except ValueError as error:
        raise BadInput(f"“{form}” is no format: try one of {', '.join(Format)}") from error
    feed = Feed(query=query, address=address, made_at=now)
    write = partial(_atom, feed) if form is Format.ATOM else WRITERS[form]
    term = queries.read(query).term if query is not None else None
    if query is not None and term is None:
        raise BadInput("the search asks for nothing: leave it out to export everything")
    sought = queries.on(term, now.astimezone(UTC).date()) if term else None
    with store.reading() as transaction:
        yield from write(papers.every(transaction, sought))


def _atom(feed: Feed, found: Iterable[JudgedPaper]) -> Iterator[str]:
    return feeds.write(feed, islice(found, feeds.MOST))


def _markdown(found: Iterable[JudgedPaper]) -> Iterator[str]:
    return chain([tables.TOP], map(tables.write, found), [tables.BOTTOM])


def _csv(found: Iterable[JudgedPaper]) -> Iterator[str]:
    for cells in chain([sheets.COLUMNS], map(sheets.write, found)):
        line = io.StringIO()
        csv.writer(line, lineterminator="\n").writerow(cells)
        yield line.getvalue()


def _jsonl(found: Iterable[JudgedPaper]) -> Iterator[str]:
    return (f"{_json(judged)}\n" for judged in found)


def _json_array(found: Iterable[JudgedPaper]) -> Iterator[str]:
    yield "["
    for number, judged in enumerate(found):
        yield f"{',' if number else ''}\n{_json(judged)}"
    yield "\n]\n"


def _json(judged: JudgedPaper) -> str:
    return json.dumps(records.write(judged), ensure_ascii=False)


WRITERS: dict[Format, Callable[[Iterable[JudgedPaper]], Iterator[str]]] = {
    Format.MARKDOWN: _markdown,
    Format.CSV: _csv,
    Format.JSON: _json_array,
    Format.JSONL: _jsonl,
    Format.BIBTEX: lambda found: map(citations.bibtex, found),
    Format.RIS: lambda found: map(citations.ris, found),
}
