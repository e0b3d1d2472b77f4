"""The words that led to a domain, as a reader is shown them: signs that people would name first, then learned words."""

from collections.abc import Iterator

from ssl_watch.domains import grams
from ssl_watch.domains.leaning import Leaning, Part
from ssl_watch.domains.learned import learned

_MOST, _ENOUGH = 4, 2
_TELLING = 0.3  # what a learned word must weigh to be shown
# Usual in a domain, and yet no reason that anyone would give for it.
_LITTLE = """
a an the of in on at to for from by with without and or but not no if then than that this these those it its
we our us you they their he she who which what when where how why there here is are was were be been being has
have had do doe can could may might will would should must also only very more most much many such so as into
onto over under between among both each every any all some other another same own however therefore thu hence
always never often even just yet still too well new first second two three one
"""
_MUTE = frozenset(_LITTLE.split())


def quoted(leaning: Leaning, name: str) -> tuple[str, ...]:
    """At most four quotations and categories; learned words only where there are few others."""
    found = [f"“{quote}” in title" for quote in leaning.title.signs.quotes(name)]
    found += [f"“{quote}”" for quote in leaning.text.signs.quotes(name)]
    found = found[: _MOST - 1] + leaning.categories.quotes(name)
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
    for _, part, gram, where in sorted(weighed, key=lambda each: -each[0]):
        if place := grams.place_of(gram, part.words):
            yield part.words.quote(*place), where


def _weighed(part: Part, name: str, where: str) -> Iterator[tuple[float, Part, str, str]]:
    weights = learned()
    column = weights.columns.index(name)
    for gram in part.known:
        weight = weights.weight(gram, column)
        if weight >= _TELLING and not _MUTE.issuperset(gram.split(" ")):
            yield weight, part, gram, where
