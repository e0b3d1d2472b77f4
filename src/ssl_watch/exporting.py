"""Write the archive, or what a search finds in it, as text in any of the formats of `listings`.

Everything streams: a batch of papers is in memory at a time. What JSON, Markdown and CSV hold, `importing` reads back.
A feed holds the newest papers only, and so does a file that goes to a chat.
"""

import csv
import io
import json
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import partial
from itertools import chain, islice

from ssl_watch import queries
from ssl_watch.errors import BadInput
from ssl_watch.listings import citations, feeds, records, sheets, tables
from ssl_watch.listings.feeds import Feed
from ssl_watch.queries import Term
from ssl_watch.store import Store, bookmarks, papers
from ssl_watch.subscriptions import Chat
from ssl_watch.verdicts import JudgedPaper

MOST_IN_A_FILE = 5_000  # papers, about 15 MB of JSON; Telegram takes 50 MB from a bot, and the file lies in memory


class Format(StrEnum):
    """What a file of papers can be."""

    MARKDOWN = "markdown"  # the curated table
    CSV = "csv"
    JSON = "json"
    JSONL = "jsonl"
    BIBTEX = "bibtex"
    RIS = "ris"
    ATOM = "atom"  # the newest 200


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """Papers written whole: UTF-8, how many they are, and whether there were more than it may hold."""

    content: bytes
    papers: int
    capped: bool


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
    sought = _sought(query, now)
    with store.reading() as transaction:
        yield from write(papers.every(transaction, sought))


def to_file(store: Store, query: str | None, form: Format, *, now: datetime, most: int = MOST_IN_A_FILE) -> File:
    """Write all papers, or those that match; the last updated where there are more than `most`. No feed.

    Raises:
        BadInput: the query holds no word.
    """
    sought = _sought(query, now)
    with store.reading() as transaction:
        return _file(papers.every(transaction, sought), form, most)


def saved_to_file(store: Store, chat: Chat, form: Format, *, most: int = MOST_IN_A_FILE) -> File:
    """Write the papers that the chat saved, the last saved first."""
    with store.reading() as transaction:
        return _file(iter(bookmarks.saved(transaction, chat, limit=most + 1, offset=0).papers), form, most)


def _sought(query: str | None, now: datetime) -> Term | None:
    if query is None:
        return None
    term = queries.read(query).term
    if term is None:
        raise BadInput("the search asks for nothing: leave it out to export everything")
    return queries.on(term, now.astimezone(UTC).date())


def _file(found: Iterator[JudgedPaper], form: Format, most: int) -> File:
    written = 0

    def counted() -> Iterator[JudgedPaper]:
        nonlocal written
        for judged in islice(found, most):
            written += 1
            yield judged

    content = io.BytesIO()
    for piece in WRITERS[form](counted()):
        content.write(piece.encode())
    return File(content=content.getvalue(), papers=written, capped=next(found, None) is not None)


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
