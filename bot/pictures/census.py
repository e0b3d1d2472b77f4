"""The archive in numbers as a picture to draw: months upright, domains lying, what names its code in a second tone.

Pure. No foreign text stands in it: what a search was for is told beside the picture (`bot.messages.census`).
"""

from collections.abc import Iterator

from bot.messages.dates import month
from bot.messages.domains import TITLES
from bot.pictures.picture import Bar, Picture
from ssl_watch.census import Census, Month

_MONTHS = 24
_DOMAINS = 12
_QUARTERS = {1, 4, 7, 10}


def of(census: Census) -> Picture:
    """Decide what is shown: the last two years, and the largest domains."""
    count = census.count
    return Picture(
        title=_title(census),
        subtitle=f"{count.papers:,} papers, {count.share_with_code or 0} % with code",
        part="with code",
        rest="without",
        upright_heading="By month of submission",
        upright=tuple(_months(census.latest_months(_MONTHS))),
        lying_heading="By domain",
        lying=_domains(census),
    )


def _title(census: Census) -> str:
    if census.sought is not None:
        return "What the search finds"
    return TITLES[census.domain] if census.domain else "Self-supervised learning"


def _months(months: tuple[Month, ...]) -> Iterator[Bar]:
    """Every third has a label, the first of a year the year below it."""
    for place, each in enumerate(months):
        label = month(each.first.month) if each.first.month in _QUARTERS else ""
        if label and (each.first.month == 1 or place < min(_QUARTERS)):
            label = f"{label}\n{each.first.year}"
        yield Bar(label=label, whole=each.count.papers, part=each.count.with_code)


def _domains(census: Census) -> tuple[Bar, ...]:
    """The largest, and the chosen one in any case."""
    known = [(name, count) for name, count in census.domains if name in TITLES]
    largest = known[:_DOMAINS]
    chosen = [item for item in known[_DOMAINS:] if item[0] == census.domain]
    shown = [*largest[: _DOMAINS - len(chosen)], *chosen]
    return tuple(
        Bar(label=TITLES[name], whole=count.papers, part=count.with_code, chosen=name == census.domain)
        for name, count in shown
    )
