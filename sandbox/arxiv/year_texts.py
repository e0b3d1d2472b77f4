"""Texts for a simulated year, put together from parts written for it: papers about self-supervised learning and others.

Parts are drawn by a seed. Titles differ, because each names a method of its own.
"""

import random
from dataclasses import dataclass
from typing import Literal

Share = Literal["subject", "component", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A research area: what it studies, with what, on what; `categories` has the primary one first."""

    categories: tuple[str, ...]
    things: tuple[str, ...]
    tasks: tuple[str, ...]
    learns: bool = True


FIELDS = (
    Field(categories=("cs.CV", "cs.LG"), things=("images", "video clips"), tasks=("segmentation", "detection")),
    Field(
        categories=("eess.AS", "cs.SD"), things=("utterances", "speech"), tasks=("speech recognition", "diarization")
    ),
    Field(categories=("cs.LG", "cs.SI"), things=("graphs", "molecular graphs"), tasks=("node classification",)),
    Field(categories=("eess.IV", "cs.CV"), things=("MRI scans", "chest radiographs"), tasks=("lesion segmentation",)),
    Field(categories=("eess.SP", "cs.LG"), things=("EEG recordings", "ECG signals"), tasks=("sleep staging",)),
    Field(categories=("cs.CL", "cs.AI"), things=("sentences", "documents"), tasks=("retrieval", "summarization")),
    Field(categories=("cs.RO", "cs.LG"), things=("robot trajectories",), tasks=("grasping", "navigation")),
    Field(categories=("stat.ML", "cs.LG"), things=("tabular records", "time series"), tasks=("forecasting",)),
    Field(categories=("q-bio.QM",), things=("protein sequences", "cell images"), tasks=("function prediction",)),
    Field(categories=("cs.IR",), things=("click logs",), tasks=("recommendation", "ranking")),
    Field(categories=("physics.geo-ph",), things=("seismic traces",), tasks=("phase picking",)),
    Field(categories=("physics.optics",), things=("resonators",), tasks=("frequency combs",), learns=False),
    Field(categories=("cs.DB",), things=("transactions",), tasks=("query planning",), learns=False),
    Field(categories=("cs.DS", "cs.CC"), things=("sparse matrices",), tasks=("exact counting",), learns=False),
    Field(categories=("cs.CR",), things=("lattices",), tasks=("key exchange",), learns=False),
    Field(categories=("stat.ME",), things=("clinical trials",), tasks=("interim analysis",), learns=False),
    Field(categories=("math.NT",), things=("modular forms",), tasks=("class numbers",), learns=False),
    Field(categories=("math.AP",), things=("viscous flows",), tasks=("blow-up criteria",), learns=False),
    Field(categories=("hep-th",), things=("boundary states",), tasks=("anomaly matching",), learns=False),
    Field(categories=("astro-ph.GA",), things=("dwarf galaxies",), tasks=("mass estimates",)),
    Field(categories=("cond-mat.str-el",), things=("spin chains",), tasks=("phase diagrams",), learns=False),
    Field(categories=("quant-ph",), things=("stabilizer codes",), tasks=("decoding",)),
)

_TITLES: dict[Share, tuple[str, ...]] = {
    "subject": (
        "{name}: self-supervised representation learning for {thing}",
        "{name}: masked autoencoders learn {thing} without labels",
        "Self-supervised pre-training of {thing} with {name}",
        "{name}, a joint-embedding predictive architecture for {thing}",
    ),
    "component": ("{name}: robust {task} on {thing}", "Towards reliable {task} with {name}"),
    "none": ("{name}: {task} of {thing} at scale", "On {task} for {thing}: the {name} approach", "{name} and {thing}"),
}
_OPENINGS: dict[Share, tuple[str, ...]] = {
    "subject": (
        "We study self-supervised learning on {thing}, where labels are scarce.",
        "Self-supervised learning has changed how {thing} are represented, but it needs large batches.",
    ),
    "component": ("Our system for {task} fine-tunes an encoder that was pre-trained by self-supervised learning.",),
    "none": ("We consider {task} for {thing} under a tight budget.", "Known methods for {task} scale poorly."),
}
_MIDDLES: dict[Share, tuple[str, ...]] = {
    "subject": (
        "{name} hides most of the input and predicts its latent representation, without labels or negative pairs.",
        "{name} is a masked autoencoder with a pretext task that keeps the order of the parts.",
        "{name} joins a contrastive loss over two augmented views with a predictor, and does not collapse.",
    ),
    "component": ("{name} adds a calibrated decoder on top of it.", "{name} corrects its output with a lattice."),
    "none": ("{name} splits the problem in two and solves both halves exactly.", "{name} bounds the error by a sum."),
}
_ENDINGS = (
    "On {number} benchmarks for {task} it is better by {percent} %.",
    "Experiments on {task} show a gain of {percent} points over the strongest baseline.",
    "The running time falls by {percent} % at equal accuracy.",
)
_SYLLABLES = (
    "ba",
    "dor",
    "fen",
    "gri",
    "hal",
    "jun",
    "kem",
    "lor",
    "mip",
    "nex",
    "ori",
    "pal",
    "ris",
    "sul",
    "tan",
    "vex",
)
_GIVEN = ("Ada", "Zoë", "Emil", "Jürgen", "Noor", "Anaïs", "Søren", "Mei", "Tomáš", "Ines", "Łukasz", "Priya")
_FAMILY = ("Brandt", "Núñez", "Okafor", "Lindström", "Ferrer", "Kovač", "Haddad", "Moreau", "Tanaka", "Weiß", "Costa")


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """What a paper says."""

    title: str
    abstract: str
    name: str


def text(chance: random.Random, number: int, field: Field, share: Share, *, round_: int = 1) -> Text:
    """One paper's text; a later round is the revised one of the same paper."""
    name = _name(number)
    parts = {
        "name": name if round_ == 1 else f"{name}+{round_}",
        "thing": chance.choice(field.things),
        "task": chance.choice(field.tasks),
        "number": chance.randint(3, 12),
        "percent": chance.randint(2, 40),
    }
    wording = (chance.choice(choices) for choices in (_OPENINGS[share], _MIDDLES[share], _ENDINGS))
    abstract = " ".join(wording).format(**parts)
    title = chance.choice(_TITLES[share]).format(**parts)
    return Text(title=title[0].upper() + title[1:], abstract=abstract, name=name)


def authors(chance: random.Random) -> tuple[str, ...]:
    """One to four names, some with accents."""
    return tuple(f"{chance.choice(_GIVEN)} {chance.choice(_FAMILY)}" for _ in range(chance.randint(1, 4)))


def _name(number: int) -> str:
    """A made-up word for each number."""
    syllables = ""
    while True:
        number, left = divmod(number, len(_SYLLABLES))
        syllables = _SYLLABLES[left] + syllables
        if not number:
            return syllables.capitalize() + "Net"
