"""Venues: name, year, state and track, against comments that one reader read.

Reads corpus.jsonl.gz for the comments and venues.tsv beside this file for what they say: facts only, none of a
comment's words. The 330 rows “tuned on” and 400 “held out” were drawn from all comments with a fixed seed (`python -m
benchmarks.quality.venues FOLDER` prints such a draw, with our answers, to be read). A longer or an earlier version of
the paper elsewhere is not the paper's venue, nor is the place that rejected it.
"""

import random
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.quality.labels import Figures, Row, paper, stream
from benchmarks.scores import share
from ssl_watch import venues
from ssl_watch.venues import Venue, VenueState

_Answer = tuple[str, str, str, str]  # name, year, state, track; empty where there is none
_READ = Path(__file__).with_name("venues.tsv")
_SEED, _DRAWN = 20261123, 330
_ACRONYM_AND_YEAR = re.compile(r"\b([A-Z][A-Za-z]*[A-Z][A-Za-z]*)[ -]?((?:19|20)\d\d)\b")


def figures(folder: Path) -> Figures:
    """One line per method and part of the labels."""
    read = dict(_labels())
    comments = {row["arxiv_id"]: row for row in stream(folder / "corpus.jsonl.gz") if row["arxiv_id"] in read}
    methods: dict[str, Callable[[Row], _Answer]] = {
        "venues: an acronym in capitals and a year": _acronym_and_year,
        "venues: names and the words around (ours)": lambda row: _answer(venues.find(paper(row))),
    }
    for part in ("tuned on", "held out", "drawn later"):
        ids = [arxiv_id for arxiv_id, (of, _) in read.items() if of == part and arxiv_id in comments]
        for name, method in methods.items():
            pairs = [(method(comments[arxiv_id]), read[arxiv_id][1]) for arxiv_id in ids]
            yield f"{name}, {part}", _measured(pairs)


def _labels() -> Iterator[tuple[str, tuple[str, _Answer]]]:
    for line in _READ.read_text(encoding="utf-8").splitlines()[1:]:
        arxiv_id, part, name, year, state, track = line.split("\t")
        yield arxiv_id, (part, (name, year, state, track))


def _answer(venue: Venue | None) -> _Answer:
    return (venue.name, str(venue.year or ""), venue.state.value, venue.track or "") if venue else ("", "", "", "")


def _measured(pairs: list[tuple[_Answer, _Answer]]) -> dict[str, str]:
    given = [(ours, theirs) for ours, theirs in pairs if ours[0]]
    there = [(ours, theirs) for ours, theirs in pairs if theirs[0]]
    right = [(ours, theirs) for ours, theirs in given if _is_same(ours[0], theirs[0]) and ours[2] == theirs[2]]
    accepted = [theirs[2] == VenueState.ACCEPTED for ours, theirs in given if ours[2] == VenueState.ACCEPTED]
    return {
        "precision": f"{len(right) / max(1, len(given)):.1%}",
        "recall": f"{len(right) / max(1, len(there)):.1%}",
        "told accepted and is": f"{share(accepted):.1%}",
        "year right": f"{share([ours[1] == theirs[1] for ours, theirs in right]):.1%}",
        "track right": f"{share([ours[3] == theirs[3] for ours, theirs in right]):.1%}",
        "of": f"{len(there)} in {len(pairs)}",
    }


def _is_same(ours: str, theirs: str) -> bool:
    return _key(ours) in {_key(name) for name in theirs.split("|")}


def _key(name: str) -> str:
    """The name without what only some write: IEEE, the year, “workshop”."""
    return re.sub(r"\b(?:ieee|the|workshops?|conference|journal)\b|(?:19|20)\d\d|[\W_]", "", name.casefold())


def _acronym_and_year(row: Row) -> _Answer:
    comment = row.get("comment") or ""
    match = _ACRONYM_AND_YEAR.search(comment)
    if match is None:
        return "", "", "", ""
    sent = "submitted" if re.search(r"submitted|under review", comment, re.IGNORECASE) else "accepted"
    return match[1], match[2], sent, "workshop" if "workshop" in comment.casefold() else ""


def main() -> None:
    """Print a draw of comments with our answers, for a reader."""
    rows = [row for row in stream(Path(sys.argv[1]) / "corpus.jsonl.gz") if row.get("comment")]
    for row in random.Random(int(sys.argv[2]) if sys.argv[2:] else _SEED).sample(rows, _DRAWN):
        print(row["arxiv_id"], "|", " ".join(row["comment"].split())[:300], "|", *_answer(venues.find(paper(row))))


if __name__ == "__main__":
    main()
