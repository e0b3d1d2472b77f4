"""Which sentence of an abstract says best what the paper is about, and in which of its forms.

Three learned steps, each a sum of merits: how much a sentence is worth, of the best few how likely each word is to be
in a summary that a person would write, and which form keeps the likely ones (`observations` notices, `forms` shortens).
"""

from collections.abc import Iterator
from typing import NamedTuple

from ssl_watch.summaries import expectations, forms, observations
from ssl_watch.summaries.merits import Merits, learned
from ssl_watch.summaries.observations import Abstract, Noticed

_FAR_BEHIND = 4.0  # a sentence that is worth so much less is not looked at in its forms
_DANGLING = 1.5  # what a sentence must be better by that begins with “it” or “this approach”
_SENTENCES_READ = 2  # of how many sentences the forms are compared
_NO_NEWS = 2.0  # what a sentence without “we” or “this paper” and a verb of theirs must be better by


class Shortened(NamedTuple):
    """One form of a sentence: what is noticed about it, and what is to be expected of it up to each of its words."""

    form: forms.Form
    noticed: Noticed
    sums: list[expectations.Totals]


def best(abstract: Abstract) -> str:
    """The best form of the best sentence; nothing of an empty abstract."""
    merits = learned()
    ranked = rank(abstract, merits)
    named = len(abstract.named)
    found = [
        (merits.of(noticed) + merit, end, form.words)
        for index, worth in ranked
        for form, noticed, sums in shorten(abstract, index, worth, merits)
        for merit, end in [merits.of_best_ending(form, sums, named)]
        if end
    ]
    if not found:
        return forms.cut(abstract.sentences[ranked[0][0]]) if ranked else ""
    _, end, words = max(found, key=lambda ending: ending[0])
    return forms.finish(words[:end])


def rank(abstract: Abstract, merits: Merits) -> list[tuple[int, float]]:
    """The sentences worth most and how far each is behind the first; one that only tells of others comes after."""
    news = abstract.first_claim >= 0
    worth = [
        merits.of_sentence(abstract, index) - _NO_NEWS * (news and not claim) - _DANGLING * abstract.dangles(index)
        for index, claim in enumerate(abstract.claims)
    ]
    order = sorted(range(len(worth)), key=lambda index: (-worth[index], index))[:_SENTENCES_READ]
    behind = [(index, worth[index] - worth[order[0]]) for index in order]
    return [(index, gap) for index, gap in behind if gap >= -_FAR_BEHIND and not _drops_news(abstract, order[0], index)]


def _drops_news(abstract: Abstract, first: int, other: int) -> bool:
    return bool(abstract.claims[first] and not abstract.claims[other])


def shorten(abstract: Abstract, index: int, worth: float, merits: Merits) -> Iterator[Shortened]:
    """Every form of one sentence."""
    likely = merits.of_words(abstract, index)
    for form in forms.of(abstract.sentences[index]):
        opens = observations.bare(form.words[0])
        about = {f"f begins {form.begins}": 1.0, f"f spares {form.spares}": 1.0, f"f opens {opens}": 1.0}
        yield Shortened(form, about | {"f worth": worth}, expectations.totals(form.words[: forms.MOST_WORDS], likely))
