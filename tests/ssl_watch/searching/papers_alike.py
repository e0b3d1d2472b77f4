"""Papers of three kinds, written for tests: of sounds, of graphs and of robots."""

from typing import Any

from ssl_watch.papers import Paper
from tests.ssl_watch.store.making import a_paper

SOUNDS = (
    "Self-supervised speech representations for acoustic units",
    "We pre-train a transformer on hours of unlabelled speech audio; phonemes, speakers and words are recognised.",
)
VOICES = (
    "Masked prediction of speech for recognition of speakers",
    "Audio of many speakers, masked; from phonemes to words, a transformer learns speech recognition without labels.",
)
GRAPHS = (
    "Contrastive learning of node representations",
    "Graph neural networks embed the nodes of a molecular graph; edges are dropped and node classification improves.",
)
ROBOTS = (
    "Robots that learn manipulation from their own play",
    "A robot arm explores objects; grasping policies and world models for control are learned without any reward.",
)
KINDS = (SOUNDS, VOICES, GRAPHS, ROBOTS)


def a_paper_of(kind: tuple[str, str], number: int, **changes: Any) -> Paper:
    """A paper of one kind."""
    return a_paper(number, **{"title": kind[0], "abstract": kind[1], **changes})
