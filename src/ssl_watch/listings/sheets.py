"""Rows of a CSV: one paper a row, for spreadsheets; the columns that `records` knows are read back.

A cell that a spreadsheet would run as a formula (`=`, `+`, `-`, `@` first) is written with an apostrophe before it.
"""

import re
from collections.abc import Mapping

from ssl_watch.listings import Listing, records, repository_of
from ssl_watch.verdicts import JudgedPaper

COLUMNS = (
    "arxiv_id",
    "version",
    "title",
    "authors",
    "submitted_at",
    "updated_at",
    "categories",
    "comment",
    "journal_ref",
    "dois",
    "withdrawn",
    "level",
    "score",
    "domains",
    "venue",
    "code_state",
    "listed_code",
    "listed_under",
    "summary",
    "abstract",
    "link",
)
_BETWEEN_AUTHORS = "; "
_FORMULA = re.compile(r"'*[=+\-@]")


def is_header(cells: list[str]) -> bool:
    """Whether the row names columns that can be read."""
    return "title" in cells and ("arxiv_id" in cells or "id" in cells)


def read(cells: Mapping[str, str]) -> Listing:
    """Read one row, by its columns' names.

    Raises:
        BadInput: what is missing or wrong.
    """
    record: dict[str, object] = {name: _bare(cell) for name, cell in cells.items()}
    record["authors"] = [{"name": name} for name in _bare(cells.get("authors", "")).split(_BETWEEN_AUTHORS) if name]
    record["withdrawn"] = cells.get("withdrawn") == "yes"
    return records.read(record)


def write(judged: JudgedPaper) -> list[str]:
    """Write one paper's cells, in the order of `COLUMNS`."""
    record = records.write(judged)
    verdict, paper = judged.verdict, judged.paper
    given: dict[str, object] = record | {
        "authors": _BETWEEN_AUTHORS.join(each.name.replace(";", ",") for each in paper.authors),
        "categories": " ".join(paper.categories),
        "dois": " ".join(paper.dois),
        "withdrawn": "yes" if paper.withdrawn else "",
        "level": verdict.relevance.level,
        "score": verdict.relevance.score,
        "domains": " ".join(judged.domain_names),
        "venue": f"{verdict.venue.name} {verdict.venue.year or ''}".strip() if verdict.venue else "",
        "code_state": verdict.code.state,
        "listed_code": repository_of(judged),
        "summary": verdict.summary,
    }
    return [_guarded("" if given[column] is None else str(given[column])) for column in COLUMNS]


def _guarded(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _bare(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
