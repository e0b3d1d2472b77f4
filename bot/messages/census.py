"""The archive in numbers, as a text that fits under a picture of them; `bot.pictures.census` shows the same figures."""

from collections.abc import Iterator

from bot.messages import facts
from bot.messages.dates import month
from bot.messages.facts import joined
from bot.messages.html import LONGEST_CAPTION, cut, fits, verbatim
from bot.messages.receipt import count
from ssl_watch.census import Census, Count, Month, Year
from ssl_watch.relevance import Level

NOTHING = "There is no paper to count."
TOO_LONG = "Counting that took too long and was ended. Ask for less, or for a domain: <code>/stats speech</code>"
_MONTHS = 12
_YEARS = 3
_LONGEST_QUERY = 100
_LEVELS = {Level.CORE: "core", Level.USES: "uses SSL", Level.MENTIONS: "mentions SSL"}


def text(census: Census) -> str:
    """Tell the numbers (HTML), with as many domains as there is room for."""
    if not census.count.papers:
        return f"{_heading(census)}\n{NOTHING}"
    told = (_whole(census, named) for named in range(len(census.domains), -1, -1))
    return next((each for each in told if fits(each, LONGEST_CAPTION)), _heading(census))


def _whole(census: Census, named: int) -> str:
    accepted = round(100 * census.accepted / census.count.papers)
    share = f"{census.count.share_with_code} % with code"
    blocks = (
        f"{_heading(census)}\n{joined((count(census.count.papers, 'paper'), share, f'{accepted} % accepted'))}",
        joined(f"{_LEVELS[level]} {papers:,}" for level, papers in census.levels.items()),
        f"\n<b>By year</b>\n{joined(_years(census))}",
        _folded("By month of submission, with code", _months(census.latest_months(_MONTHS))),
        _folded(f"{'All domains' if census.domain else 'By domain'}, with code", _domains(census, named)),
    )
    return "\n".join(block for block in blocks if block)


def _heading(census: Census) -> str:
    if census.sought is not None:
        sought = verbatim(cut(census.sought, _LONGEST_QUERY))
        return f"<b>In numbers:</b> <code>{sought}</code>" if sought else "<b>In numbers</b>"
    return f"<b>{facts.domain(census.domain)} in numbers</b>" if census.domain else "<b>The archive in numbers</b>"


def _folded(heading: str, told: Iterator[str]) -> str:
    listed = "\n".join(told)
    return f"\n<b>{heading}</b>\n<blockquote expandable>{listed}</blockquote>" if listed else ""


def _years(census: Census) -> Iterator[str]:
    """The last years, and the rest, so that they add up to what stands above."""
    years = census.years(_YEARS)
    yield from map(_year, years)
    if others := census.count.papers - sum(year.papers for year in years):
        yield f"other years: {others:,}"


def _year(year: Year) -> str:
    told = f"{year.year}: {year.papers:,}"
    if year.growth is None:
        return told
    until = "" if year.whole_months == 12 else f" to {month(year.whole_months)}"
    return f"{told} ({'−' if year.growth < 0 else '+'}{abs(year.growth)} %{until})"


def _months(months: tuple[Month, ...]) -> Iterator[str]:
    for place, each in enumerate(months):
        year = f" {each.first.year}" if place == 0 or each.first.month == 1 else ""
        yield f"{month(each.first.month)}{year}: {_count(each.count)}"


def _domains(census: Census, named: int) -> Iterator[str]:
    yield from (f"{facts.domain(name)}: {_count(each)}" for name, each in census.domains[:named])
    if left := len(census.domains) - named:
        yield f"{left} more"


def _count(of: Count) -> str:
    return f"{of.papers:,} ({of.share_with_code} %)" if of.papers else "0"
