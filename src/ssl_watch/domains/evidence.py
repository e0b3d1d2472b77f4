"""The words that led to a domain, as a reader is shown them: signs that people would name first, then learned words."""

from collections.abc import Iterator

from ssl_watch.domains.leaning import Leaning, Part, table

_MOST, _ENOUGH = 4, 2
_TELLING = 0.3  # what a learned word must weigh to be shown


def quoted(leaning: Leaning, name: str) -> tuple[str, ...]:
    """At most four quotations and categories; learned words only where there are few others."""
    found = [f"“{quote}” in title" for quote in leaning.title.signs.quotes.get(name, {}).values()]
    found += [f"“{quote}”" for quote in leaning.text.signs.quotes.get(name, {}).values()]
    found = found[: _MOST - 1] + list(leaning.categories.quotes.get(name, {}))
    for quote, where in _learned(leaning, name) if len(found) < _ENOUGH else ():
        if not any(quote.casefold() in each.casefold() for each in found):
            found.append(f"“{quote}”{where}")
        if len(found) > _ENOUGH:
            break
    return tuple(dict.fromkeys(found))[:_MOST]


def _learned(leaning: Leaning, name: str) -> Iterator[tuple[str, str]]:
    """The learned words that speak for the domain and where they stand, the most telling first."""
    if name not in leaning.scores:
        return
    weighed = [*_weighed(leaning.title, name, " in title"), *_weighed(leaning.text, name, "")]
    for _, part, (start, length), where in sorted(weighed, key=lambda each: -each[0]):
        yield part.words.quote(start, length), where


def _weighed(part: Part, name: str, where: str) -> Iterator[tuple[float, Part, tuple[int, int], str]]:
    learned = table()
    column = learned.columns.index(name)
    for gram, place in part.known.items():
        weight = learned.rows[gram][column]
        if place[1] and weight >= _TELLING:
            yield weight, part, place, where
