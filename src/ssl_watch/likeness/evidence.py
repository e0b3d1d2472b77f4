"""What two papers have in common, in their own words: the evidence for calling them similar."""

from ssl_watch import phrases
from ssl_watch.likeness.directions import counted, learned
from ssl_watch.papers import Paper

MOST = 4


def shared(paper: Paper, other: Paper, *, most: int = MOST) -> tuple[str, ...]:
    """The most telling words that both papers hold, as the other one writes them; the most telling first.

    A word tells the more, the fewer papers hold it and the oftener these two do.
    """
    known = learned()
    here, there = counted(paper.title, paper.abstract), counted(other.title, other.abstract)
    telling = {
        word: known.telling[known.places[word]] * min(here[word], there[word], 3) ** 0.5
        for word in here.keys() & there.keys() & known.places.keys()
    }
    best = sorted(telling, key=lambda word: (-telling[word], word))[:most]
    written = _written(other)
    return tuple(dict.fromkeys(written[word] for word in best))


def _written(paper: Paper) -> dict[str, str]:
    """Each word as it is first written, in the title if it stands there."""
    found: dict[str, str] = {}
    for text in (paper.title, paper.abstract):
        read = phrases.read(text)
        for place, word in enumerate(read.words):
            if word not in found:
                found[word] = read.quote(place, 1)
    return found
