"""A file's rows, one after the other: each a listing, or a rejection with its line and its reason."""

import codecs
import csv
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from ssl_watch.errors import BadInput
from ssl_watch.importing.files import LONGEST_LINE, File, Line, chunks, lines
from ssl_watch.listings import Listing, records, sheets, tables


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """A row that can't be read. `breaks`: the file can't be read any further, so there may have been more."""

    file: str
    line: int
    reason: str
    breaks: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row that could be read."""

    file: str
    line: int
    listing: Listing


def read_rows(file: File, *, id_needed: bool = True) -> Iterator[Row | Rejection]:
    """Read all rows in the file's order. Never raises for what the file holds; see `records.read` on `id_needed`."""
    readers: dict[str, Callable[[File], Iterator[Row | Rejection]]] = {
        "table": _table,
        "jsonl": partial(_json_lines, id_needed=id_needed),
        "json": partial(_json_array, id_needed=id_needed),
        "csv": _sheet,
    }
    line = 0
    try:
        for row in readers[file.form](file):
            line = row.line
            yield row
    except BadInput as error:
        yield Rejection(file=file.name, line=line + 1, reason=str(error), breaks=True)


def _attempt(file: File, number: int, read: Callable[[], Listing]) -> Row | Rejection:
    try:
        return Row(file=file.name, line=number, listing=read())
    except BadInput as error:
        return Rejection(file=file.name, line=number, reason=str(error))


def _unread(file: File, line: Line) -> Rejection:
    return Rejection(file=file.name, line=line.number, reason=line.fault)


def _table(file: File) -> Iterator[Row | Rejection]:
    heading, is_table, is_empty = tables.HEADING, False, True
    for line in lines(file):
        if line.text is None:
            yield _unread(file, line)
            continue
        text = line.text
        heading = tables.heading(text) or heading
        is_table = is_table or tables.is_header(text)
        is_empty = is_empty and not text.strip()
        if tables.is_row(text):
            is_table = True
            yield _attempt(file, line.number, partial(tables.read, text, heading=heading))
    if not is_table and not is_empty:
        raise BadInput("there is no table of papers in it")


def _json_lines(file: File, *, id_needed: bool) -> Iterator[Row | Rejection]:
    for line in lines(file):
        if line.text is None:
            yield _unread(file, line)
        elif line.text.strip():
            yield _attempt(file, line.number, partial(_record, line.text, id_needed=id_needed))


def _record(text: str, *, id_needed: bool) -> Listing:
    try:
        return records.read(json.loads(text), id_needed=id_needed)
    except (ValueError, RecursionError) as error:
        raise BadInput("the line is no JSON object") from error


def _json_array(file: File, *, id_needed: bool) -> Iterator[Row | Rejection]:
    for number, value in _values(file):
        yield _attempt(file, number, partial(records.read, value, id_needed=id_needed))


def _values(file: File) -> Iterator[tuple[int, object]]:
    """The values of one JSON array, each with the line it begins in; one at a time is in memory."""
    decoder, pending, number = json.JSONDecoder(), "", 1
    for piece in _decoded(file):
        pending, at = pending + piece, 0
        while True:
            start = _past_separators(pending, at)
            number += pending.count("\n", at, start)
            try:
                value, at = decoder.raw_decode(pending, start)
            except (ValueError, RecursionError):
                break
            yield number, value
            number += pending.count("\n", start, at)
        pending = pending[start:]
        if len(pending) > LONGEST_LINE:
            break
    if pending:
        raise BadInput("the rest is no JSON array of papers")


def _past_separators(text: str, at: int) -> int:
    match = re.compile(r"[ \t\r\n,\[\]]*").match(text, at)
    return match.end() if match else at


def _decoded(file: File) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    try:
        for piece in chunks(file):
            yield decoder.decode(piece)
        yield decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise BadInput("the rest is no UTF-8 text") from error


def _sheet(file: File) -> Iterator[Row | Rejection]:
    faults: list[Line] = []
    csv.field_size_limit(LONGEST_LINE)  # by itself it stops at an eighth of that: the authors of one collaboration
    reader = csv.reader(_texts(file, faults), strict=True)  # a quote that never ends would swallow all other rows
    columns: list[str] = []
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            yield Rejection(file=file.name, line=reader.line_num, reason=f"the row is no CSV: {error}")
            continue
        yield from (_unread(file, fault) for fault in faults)
        faults.clear()
        if cells is None:
            return
        if not columns:
            columns = _columns(cells)
        elif cells:
            named = dict(zip(columns, cells, strict=False))
            yield _attempt(file, reader.line_num, partial(sheets.read, named))


def _columns(cells: list[str]) -> list[str]:
    if not sheets.is_header(cells):
        raise BadInput("the first line does not name the columns arxiv_id and title")
    return cells


def _texts(file: File, faults: list[Line]) -> Iterator[str]:
    for line in lines(file):
        if line.text is None:
            faults.append(line)
        else:
            yield f"{line.text}\n"
