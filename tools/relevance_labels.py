"""The labelled papers that relevance is learned from and measured on: `ssl_labels.dev.jsonl.gz` of a folder of data.

What a list says of itself stands for its papers, so labels are grouped by how far they can be trusted.
"""

import gzip
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from ssl_watch import phrases
from ssl_watch.phrases import Words

FILE = "ssl_labels.dev.jsonl.gz"
_WORDS_OF_A_SHORT_ABSTRACT = 10


class Group(StrEnum):
    """Where a label comes from, which says what it is good for."""

    GOLD = "gold"  # lists dedicated to SSL
    SILVER = "silver"  # broader lists, and the authors' own keywords
    SUBJECT = "read as the subject"
    COMPONENT = "read as a component"
    PASSING = "read as in passing"
    OTHER = "other topics"  # lists and keywords of something else: the hard negatives, together with PASSING
    UNRELATED = "unrelated"  # no word of SSL at all
    TITLE = "title says so"  # circular: the title's own words made the label; learned from with little weight


POSITIVE = frozenset({Group.GOLD, Group.SILVER, Group.SUBJECT})
HARD = frozenset({Group.OTHER, Group.PASSING})


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A labelled paper; `draw` is a large number made from its title, by which folds are the same in every run."""

    title: Words
    abstract: Words
    group: Group
    draw: int
    short: bool = False

    @property
    def measured(self) -> bool:
        """Whether figures are made from it: papers with an abstract, and labels that are not circular."""
        return bool(self.abstract.words) and self.group not in {Group.TITLE, Group.COMPONENT}

    def shortened(self, words: int = _WORDS_OF_A_SHORT_ABSTRACT) -> "Example":
        """The paper with the first words of its abstract only."""
        return replace(self, abstract=self.abstract.of(self.abstract.words[:words]), short=True)


def examples(folder: Path) -> tuple[Example, ...]:
    """Every label that can be used."""
    with gzip.open(folder / FILE, "rt", encoding="utf-8") as lines:
        return tuple(_examples(map(json.loads, lines)))


def _examples(rows: Iterator[dict[str, Any]]) -> Iterator[Example]:
    for row in rows:
        group = _group(row)
        if group is not None:
            title, abstract = row["title"] or "", row["abstract"] or ""
            draw = int.from_bytes(hashlib.sha256(title.lower().encode()).digest()[:6], "big")
            yield Example(title=phrases.read(title), abstract=phrases.read(abstract), group=group, draw=draw)


def _group(row: dict[str, Any]) -> Group | None:
    label, how, strength = row["label"], row["how"], row["strength"]
    if how == "read-by-one-annotator":
        return {"ssl": Group.SUBJECT, "borderline": Group.COMPONENT, "not_ssl": Group.PASSING}[label]
    if label == "not_ssl":
        return Group.UNRELATED if how == "heuristic-no-ssl-vocabulary" else Group.OTHER
    if how == "curated-list":
        return {"gold": Group.GOLD, "silver": Group.SILVER}.get(strength)
    return Group.SILVER if how == "author-keyword" else Group.TITLE
