"""The curated Markdown table: five columns, one paper a row, as lists of daily arXiv papers keep it.

    | **[Title](link)** | 2023-01-19 | <details><summary>Show</summary><p>…</p></details> | comment | [Code Link](url) |

A comment of more than 20 characters is folded under its first five; no comment is an empty cell, no code is `None`.
Only what would break a row is escaped (`|`, tags, entities, brackets without a partner), so that a table that was
read is written back as it was.
"""

import html
import re

from ssl_watch.errors import BadInput
from ssl_watch.listings import Listing, clean, is_address, link_of, read_date, repository_of, with_link
from ssl_watch.papers import Paper, parse_arxiv_id
from ssl_watch.verdicts import JudgedPaper

HEADING = "SelfSupervised Learning"
_COLUMNS = ("Title", "Date", "Abstract", "Comment", "CodeRepository")
TOP = (
    f"## {HEADING}\n\n"
    f"| {' | '.join(f'**{column}**' for column in _COLUMNS)} |\n"
    f"| {' | '.join('---' for _ in _COLUMNS)} |\n"
)
BOTTOM = "\n"

_SHOWN_COMMENT = 20
_LABEL = 5
_BEGINNING = re.compile(
    r"\|[ ]{0,9}(?:\*\*)?\[(?P<title>.*?)\]\((?P<link>[^\s()\[\]]+)\)(?:\*\*)?[ ]{0,9}"
    r"\|[ ]{0,9}(?P<date>[^| ]{1,40})[ ]{0,9}\| (?P<rest>.*)"
)
_FOLD = re.compile(r"<details><summary>.{0,200}?</summary><p>")
_UNFOLD = "</p></details>"
_CODE = re.compile(r"\[[^\]]*\]\((?P<url>[^\s()]+)\)")
_REFERENCE = re.compile(r"&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\t\n\f <&#;]{1,32};?)")  # as html.unescape sees it


def is_row(line: str) -> bool:
    """Whether the line claims to be a paper's row: it begins or ends with a bar and is no heading of the columns."""
    line = line.strip()
    rules_only = set(line) <= set("|-: ")
    return (line.startswith("|") or line.endswith("|")) and not rules_only and not is_header(line)


def is_header(line: str) -> bool:
    """Whether the line names the columns."""
    return [cell.strip(" *").casefold() for cell in line.strip().strip("|").split("|")][:2] == ["title", "date"]


def heading(line: str) -> str | None:
    """The heading's words, or None where the line is no heading."""
    return clean(line.strip("# \n")) or None if re.match(r"#{1,6} ", line) else None


def read(line: str, *, heading: str = HEADING) -> Listing:
    """Read one row.

    Raises:
        BadInput: what is wrong with the row.
    """
    match = _BEGINNING.fullmatch(line.strip())
    if match is None:
        raise BadInput("the row does not begin with | **[Title](link)** | date |")
    arxiv_id, version = parse_arxiv_id(match["link"])
    abstract, comment, code = _cells(match["rest"])
    updated_at = read_date(match["date"])
    paper = Paper(
        arxiv_id=arxiv_id,
        version=version or 1,
        title=_title(match["title"]),
        abstract=abstract,
        updated_at=updated_at,
        submitted_at=updated_at if version == 1 else None,
        comment=comment or None,
    )
    paper = with_link(paper, match["link"])
    return Listing(paper=paper, code_url=code, heading=heading, version_given=version is not None)


def _title(cell: str) -> str:
    title = _unescape(cell)
    if not title:
        raise BadInput("the title is empty")
    return title


def _cells(rest: str) -> tuple[str, str, str | None]:
    """Abstract, comment, code: from both ends inward, since the texts between may hold bars of their own."""
    if not rest.endswith("|"):
        raise BadInput("the row does not end with |")
    middle, bar, code = rest.removesuffix("|").rpartition("| ")
    abstract, more, comment = _split_abstract(middle)
    if not bar or not more:
        raise BadInput("the row has not five cells")
    return _unescape(_unfold(abstract)), _unescape(_unfold(comment)), _read_code(code.strip())


def _split_abstract(middle: str) -> tuple[str, str, str]:
    if _FOLD.match(middle):
        abstract, end, comment = middle.partition(f"{_UNFOLD} |")
        return abstract + _UNFOLD, end, comment
    return middle.partition(" |")


def _unfold(cell: str) -> str:
    cell = cell.strip(" ")
    match = _FOLD.match(cell)
    return cell[match.end() :].removesuffix(_UNFOLD) if match else cell


def _read_code(cell: str) -> str | None:
    if cell in {"", "None"}:
        return None
    match = _CODE.fullmatch(cell)
    if match is None or not is_address(match["url"]):
        raise BadInput("the code cell is neither None nor [Code Link](https://…)")
    return match["url"]


def write(judged: JudgedPaper) -> str:
    """Write one paper's row, its line break included."""
    paper = judged.paper
    code = repository_of(judged)
    cells = (
        f"**[{_escape_title(paper.title)}]({link_of(paper)})**",
        f"{paper.updated_at:%Y-%m-%d}",
        _fold("Show", paper.abstract),
        _comment(paper.comment),
        f"[Code Link]({code})" if code else "None",
    )
    return f"| {' | '.join(cells)} |\n"


def _comment(comment: str | None) -> str:
    text = clean(comment or "")
    return _fold(f"{text[:_LABEL]}...", text) if len(text) > _SHOWN_COMMENT else _escape(text)


def _fold(label: str, text: str) -> str:
    return f"<details><summary>{_escape(label)}</summary><p>{_escape(text)}{_UNFOLD}"


def _escape(text: str) -> str:
    text = _REFERENCE.sub(_escape_reference, clean(text))
    return re.sub(r"<(?=[A-Za-z/!?])", "&lt;", text).replace("|", "\\|")


def _escape_reference(match: re.Match[str]) -> str:
    """“&” is escaped only where a browser would read an entity: R&D stays R&D."""
    return match[0] if html.unescape(match[0]) == match[0] else f"&amp;{match[0][1:]}"


def _escape_title(title: str) -> str:
    text = _escape(title)
    if not _brackets_match(text):
        text = text.replace("[", "&#91;").replace("]", "&#93;")
    return f"{text[:-1]}&#92;" if text.endswith("\\") else text


def _brackets_match(text: str) -> bool:
    depth = 0
    for bracket in re.findall(r"[\[\]]", text):
        depth += 1 if bracket == "[" else -1
        if depth < 0:
            return False
    return depth == 0 and "](" not in text


def _unescape(cell: str) -> str:
    return clean(html.unescape(cell.replace("\\|", "|")))
