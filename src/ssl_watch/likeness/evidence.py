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
        word: int(known.telling[known.places[word]]) * min(here[word], there[word], 3) ** 0.5
        for word in here.keys() & there.keys() & known.places.keys()
    }
    best = sorted(telling, key=lambda word: (-telling[word], word))[:most]
    return tuple(dict.fromkeys(_written(other, word) for word in best))


def _written(paper: Paper, word: str) -> str:
    """The word as it is first written, in the title if it stands there."""
    read = next(read for read in map(phrases.read, (paper.title, paper.abstract)) if word in read.words)
    return read.quote(read.words.index(word), 1)
