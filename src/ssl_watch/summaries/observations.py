"""What is noticed about an abstract, its sentences and their words: names that the learned merits are kept under.

`choosing` adds up the merits of what is noticed; `tools.summaries` learns them from the very same names.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, pairwise

from ssl_watch.summaries import sentences
from ssl_watch.summaries.clauses import BOUNDARIES

Noticed = Mapping[str, float]

_WORD = re.compile(r"[a-z0-9]+")
_COMMON_WORDS = """
a an the of in on for to and or with by from is are be we our this that it as at can which using via its their these has
have been was were not than more also into how betwee such while when where only but both
"""
COMMON = frozenset(_COMMON_WORDS.split())
_CLAIMED = """
propos introd presen develo devise design formul derive study studie invest explor analyz analys examin addres consid
focus tackle show shows demons find observ establ prove proves argue descri
"""
_CLAIMS = frozenset(_CLAIMED.split())
_BACKWARDS = frozenset({"it", "they", "these", "those", "this", "such", "its", "their"})
_SUBJECTS = frozenset({"we", "paper", "work", "articl", "study", "here"})
_REGIONS = BOUNDARIES | {"we", "propose", "present", "introduce", "show"}
# Whether the words before and after are the title's.
_BESIDE = {(False, False): "none", (True, False): "before", (False, True): "after", (True, True): "both"}
_MOST_READ = 100  # words of a sentence
_MOST_SENTENCES = 60
EDGES = "(“\"',.;:)?!”"


def roots(text: str) -> list[str]:
    """The words in small letters, each by its first six: near enough to a stem, and quick."""
    return [word[:6] for word in _WORD.findall(text.lower())]


@dataclass(frozen=True, slots=True)
class Abstract:
    """An abstract taken apart: sentences, their words' roots, and in how many sentences each root stands."""

    sentences: tuple[str, ...]
    roots: tuple[list[str], ...]
    spread: Counter[str]
    title: list[str]
    titled: frozenset[tuple[str, str]]
    named: frozenset[str]
    claims: tuple[str, ...]
    first_claim: int

    def dangles(self, index: int) -> bool:
        """Whether the sentence begins by pointing back at another: “it”, “these results”; “this paper” does not."""
        words = self.roots[index][:2]
        return words[:1] != [] and words[0] in _BACKWARDS and not (words[0] == "this" and words[-1] in _SUBJECTS)


# A word without its punctuation, of how many parts it is, what is noticed around it, and before it.
Around = tuple[str, str, int, str, str]
Before = tuple[str, int, int, str]
Seen = tuple[str, int, Around, Before]


def read(title: str, abstract: str) -> Abstract:
    """Take an abstract and its title apart."""
    found = sentences.split(sentences.readable(abstract))[:_MOST_SENTENCES]
    worded = tuple([roots(sentence) for sentence in found])
    titled = roots(title)
    claims = tuple([_claim(words) for words in worded])
    return Abstract(
        sentences=found,
        roots=worded,
        spread=Counter(chain.from_iterable(map(set, worded))),
        title=titled[:_MOST_READ],
        titled=frozenset(pairwise(titled[:_MOST_READ])),
        named=frozenset(titled) - COMMON,
        claims=claims,
        first_claim=next((index for index, claim in enumerate(claims) if claim), -1),
    )


def _claim(words: list[str]) -> str:
    """What “we” or “this paper” does in the sentence: its verb's root, or nothing."""
    if _SUBJECTS.isdisjoint(words):
        return ""
    for place, word in enumerate(words[:60]):
        if word in _SUBJECTS:
            for following in words[place + 1 : place + 7]:
                if following in _CLAIMS:
                    return following
    return ""


def place_of(abstract: Abstract, index: int) -> tuple[int, int, int, str, str]:
    """Where a sentence stands, and what it claims there."""
    count, role = len(abstract.sentences), "first" if index == abstract.first_claim else "other"
    return min(index, 4), 5 * index // count, min(count - index, 3), abstract.claims[index], role


def names_of_place(place: int, fifth: int, left: int, claim: str, role: str) -> dict[str, float]:
    """What the merits of a sentence's place are kept under."""
    names = [f"s pos{place}", f"s rel{fifth}", f"s claim {claim}", f"s last{left}"]
    return dict.fromkeys([*names, *(["s first claim", f"s first claim {claim}"] if role == "first" else [])], 1.0)


def names_of_length(length: int) -> dict[str, float]:
    """What the merits of a sentence's length are kept under."""
    return {f"s over {step}": min(max(0, length - step), 8) / 8 for step in (6, 10, 14, 18, 22, 26, 32, 40)}


SENTENCE_FIGURES = ("s named", "s of the name", "s both", "s pairs", "s central", "s common")


def figures_of(abstract: Abstract, index: int) -> tuple[float, ...]:
    """How near a sentence's words are to the title and to the abstract's middle: SENTENCE_FIGURES."""
    words = abstract.roots[index]
    different = set(words)
    content = different - COMMON
    shared, named, titled = len(content & abstract.named), len(abstract.named), abstract.title
    spread = abstract.spread
    return (
        shared / max(1, named),
        shared / max(1, len(content)),
        2 * shared / max(1, named + len(content)),
        len(abstract.titled.intersection(pairwise(words))) / max(1, len(titled) - 1),
        sum([min(spread[root], 5) - 1 for root in content]) / max(1, len(content)),
        1 - len(content) / max(1, len(different)),
    )


def of_its_words(abstract: Abstract, index: int) -> set[str]:
    """The roots that a sentence has."""
    return set(abstract.roots[index][:_MOST_READ])


def of_each_word(abstract: Abstract, index: int) -> Iterator[Seen]:
    """Every word of a sentence, in its place."""
    words = abstract.sentences[index].split()[:_MOST_READ]
    bare = [word.lower().strip(EDGES) for word in words]
    named = [False, *[word[:6] in abstract.named for word in bare], False]
    role = _role(abstract, index)
    region, commas = "start", 0
    for place, (word, core, before, after) in enumerate(zip(words, bare, named, named[2:], strict=False)):
        if core in _REGIONS:
            region = core
        kind, spread, parts = ("C", 0, 1) if core in COMMON else _kind(abstract, core)
        shape = "" if word.islower() else _shape(word)
        around = (kind, role, spread, _BESIDE[before, after], shape)
        yield core, parts, around, (kind, place // 4, commas, region)
        if word[-1] in ",;:":
            commas += 1


def _kind(abstract: Abstract, core: str) -> tuple[str, int, int]:
    """Of the title or not; in how many sentences it stands; of how many parts it is."""
    if core.isalnum():
        root = core[:6]
        return "T" if root in abstract.named else "N", min(abstract.spread[root], 5), 1
    parts = [part[:6] for part in _WORD.findall(core)]
    titled = not abstract.named.isdisjoint(parts)
    return "T" if titled else "N", min(max([abstract.spread[part] for part in parts], default=0), 5), len(parts)


def _shape(word: str) -> str:
    if any(map(str.isdigit, word)):
        return "figure"
    return "capital" if word[1:].islower() else "acronym"


def _role(abstract: Abstract, index: int) -> str:
    """What part the sentence plays for each of its words."""
    role = "first" if index == abstract.first_claim else "claim" if abstract.claims[index] else "plain"
    return f"{role} {min(index, 3)}{' last' if index == len(abstract.sentences) - 1 else ''}"


def names_around(kind: str, role: str, spread: int, beside: str, shape: str) -> list[str]:
    """What the merits of a word's surroundings are kept under."""
    return [f"{kind} {role}", f"{kind} in {spread}", f"{kind} beside {beside}", f"is {shape}"]


def names_before(kind: str, place: int, commas: int, region: str) -> list[str]:
    """What the merits of a word's place in its sentence are kept under."""
    return [f"{kind} at {min(place, 8)}", f"{kind} after {min(commas, 3)}", f"{kind} {region}"]
