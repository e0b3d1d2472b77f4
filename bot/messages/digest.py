"""A digest as pages: each one message that fits every limit of Telegram's, each paper on one page.

Blocks come from `bot.messages.paper`, buttons from `bot.keyboards.papers`, which asks a `Page` what is on it. Pages
depend on the digest and the zone alone, so that a page that is turned to later is the same as it was.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeVar

from bot.messages import changes, facts
from bot.messages.dates import day
from bot.messages.html import fits
from bot.messages.paper import Block, block
from bot.messages.receipt import count, receipt
from ssl_watch.digests import Coverage, Digest, Entry, is_late
from ssl_watch.verdicts import JudgedPaper

MOST_PAPERS = 6  # on a page: each brings a row of buttons
MOST_CHANGES = 12  # on a page


_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One message of a digest: its HTML and the papers on it, numbered from `first` on.

    `more` counts the papers that the digest's cap holds back, on the last page before them; elsewhere it is 0.
    """

    text: str
    papers: tuple[JudgedPaper, ...]
    first: int = 1
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    """A paper on its way to a page; `continued` where the paper before it has the same domain."""

    entry: Entry
    number: int
    block: Block
    continued: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """What is on a page: papers, and lines on earlier ones that changed."""

    items: Sequence[_Item] = ()
    changed: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    """What stands around a page's content; `headings` where each domain gets one."""

    head: str
    foot: str
    headings: bool


def pages(digest: Digest, *, zone: str) -> tuple[Page, ...]:
    """Lay the digest out on as few pages as fit, with as many abstracts as there is room for; days are the zone's."""
    if digest.is_empty:
        return (Page(text=nothing_owed(digest.coverage), papers=()),)
    items = _items(digest)
    cap = _cap(digest)
    widest = _frame(digest, zone, number=1, total=len(items) + len(digest.changed), more=len(items))
    sheets = [*_sheets(items[:cap], widest), *_sheets(items[cap:], widest)]
    sheets = _with_changes(sheets, changes.lines(digest.changed), widest)
    return tuple(_page(digest, zone, sheets, number) for number in range(1, len(sheets) + 1))


def nothing_owed(coverage: Coverage) -> str:
    """Answer who asks for a digest when nothing is owed, perhaps on the first day: with the receipt.

    A chat whose corrections leave out every paper is sent the same about once a week.
    """
    hidden = f" but {count(coverage.left_out, 'paper')} that your corrections leave out" if coverage.left_out else ""
    where = " The corrections are in your settings." if coverage.left_out else ""
    return f"Nothing new for you just now{hidden}.{where}\n\n{receipt(coverage)}"


def repeat_note() -> str:
    """Head a message that may have arrived before. Every page leaves room for it."""
    return "<i>This may be a repeat: it is not certain whether an earlier try reached you.</i>\n\n"


def _items(digest: Digest) -> Sequence[_Item]:
    domains = (None, *(entry.domain for entry in digest.entries))
    return [
        _Item(
            entry=entry,
            number=number,
            block=block(entry, number, name_domain=digest.cap is not None),
            continued=domains[number - 1] == entry.domain,
        )
        for number, entry in enumerate(digest.entries, 1)
    ]


def _sheets(items: Sequence[_Item], frame: _Frame) -> list[_Sheet]:
    """Share papers out evenly on as few pages as hold them without their abstracts."""
    for count_of_pages in range(-(-len(items) // MOST_PAPERS), len(items)):
        sheets = [_Sheet(items=share) for share in _shares(items, count_of_pages)]
        if all(_holds(_text(sheet, frame, abstracts=0)) for sheet in sheets):
            return sheets
    return [_Sheet(items=[item]) for item in items]


def _with_changes(sheets: list[_Sheet], lines: Sequence[str], frame: _Frame) -> list[_Sheet]:
    """Put what changed below the last papers, without their abstracts if it must be; a long list goes on."""
    if not lines:
        return sheets
    if sheets and len(lines) <= MOST_CHANGES:
        last = replace(sheets[-1], changed=lines)
        if _holds(_text(last, frame, abstracts=0)):
            return [*sheets[:-1], last]
    for count_of_pages in range(-(-len(lines) // MOST_CHANGES), len(lines)):
        further = [_Sheet(changed=share) for share in _shares(lines, count_of_pages)]
        if all(_holds(_text(sheet, frame, abstracts=0)) for sheet in further):
            return [*sheets, *further]
    return [*sheets, *(_Sheet(changed=[line]) for line in lines)]


def _shares(whole: Sequence[_T], parts: int) -> list[Sequence[_T]]:
    bounds = [len(whole) * part // parts for part in range(parts + 1)]
    return [whole[start:end] for start, end in pairwise(bounds)]


def _page(digest: Digest, zone: str, sheets: Sequence[_Sheet], number: int) -> Page:
    sheet, total, cap = sheets[number - 1], len(sheets), _cap(digest)
    more = len(digest.entries) - cap if sheet.items and sheet.items[-1].number == cap else 0
    frame = _frame(digest, zone, number=number, total=total, more=more)
    texts = (_text(sheet, frame, abstracts=abstracts) for abstracts in range(len(sheet.items), 0, -1))
    text = next((text for text in texts if _holds(text)), _text(sheet, frame, abstracts=0))
    first = sheet.items[0].number if sheet.items else 1
    return Page(text=text, papers=tuple(item.entry.judged for item in sheet.items), first=first, more=more)


def _holds(text: str) -> bool:
    return fits(repeat_note() + text)


def _text(sheet: _Sheet, frame: _Frame, *, abstracts: int) -> str:
    shown = [_shown(item, frame, first=item is sheet.items[0]) for item in sheet.items]
    quoted = [item.block.abstract if index < abstracts else "" for index, item in enumerate(sheet.items)]
    blocks = (f"{text}\n{quotation}" if quotation else text for text, quotation in zip(shown, quoted, strict=True))
    return "\n\n".join(part for part in (frame.head, *blocks, changes.section(sheet.changed), frame.foot) if part)


def _shown(item: _Item, frame: _Frame, *, first: bool) -> str:
    if not frame.headings or (item.continued and not first):
        return item.block.text
    continued = " (continued)" if item.continued else ""
    return f"<b>{facts.domain(item.entry.domain)}</b>{continued}\n\n{item.block.text}"


def _frame(digest: Digest, zone: str, *, number: int, total: int, more: int) -> _Frame:
    late = [facts.days_late(entry.judged) for entry in digest.entries if is_late(entry.judged)]
    feet = (
        f"<i>{count(more, 'more paper')}, less relevant, from the next page on.</i>" if more else "",
        receipt(digest.coverage, late),  # on every page: many read the first one only
    )
    head = f"<b>{day(digest.composed_at, zone)}</b>{f' · page {number} of {total}' if total > 1 else ''}"
    return _Frame(
        head=f"{head}\n{_counts(digest)}" if number == 1 else head,
        foot="\n\n".join(foot for foot in feet if foot),
        headings=digest.cap is None,
    )


def _counts(digest: Digest) -> str:
    cap = _cap(digest)
    with_code = sum(entry.judged.verdict.code.state in facts.WITH_CODE for entry in digest.entries)
    changed = count(len(digest.changed), "earlier paper")
    return (
        f"{count(len(digest.entries), 'new paper') if digest.entries else 'No new papers'}"
        f"{f', {with_code} with code' if with_code else ''}"
        f"{f'; the {cap} most relevant first' if cap < len(digest.entries) else ''}"
        f"{f'; {changed} changed' if digest.changed else ''}"
    )


def _cap(digest: Digest) -> int:
    return len(digest.entries) if digest.cap is None else min(max(digest.cap, 1), len(digest.entries))
