"""What is noticed about an abstract, its sentences and their words: names that the learned merits are kept under.

`choosing` adds up the merits of what is noticed; `tools.summaries` learns them from the very same names.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, pairwise

from ssl_watch.summaries import sentences
from ssl_watch.summaries.clauses import BOUNDARIES

Noticed = Mapping[str, float]

# What is no small letter, digit or line's end is a blank: a table parts words in a third of a pattern's time.
_LETTERS = bytes(byte if chr(byte) in "abcdefghijklmnopqrstuvwxyz0123456789\n" else 32 for byte in range(256))
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
_BESIDE = (("none", "after"), ("before", "both"))
_OF_COMMON = ("C", 0, 1)
_WIDEST = 5
_MOST_READ = 100  # words of a sentence
_MOST_SENTENCES = 60
_EDGES = "(“\"',.;:)?!”"


def roots(text: str) -> list[str]:
    """The words in small letters, each by its first six: near enough to a stem, and quick."""
    return [word[:6] for word in _plain(text).split()]


def _plain(text: str) -> str:
    return text.lower().encode("ascii", "replace").translate(_LETTERS).decode("ascii")


def without_edges(words: Iterable[str]) -> list[str]:
    """The words in small letters without the punctuation around them."""
    return [word.strip(_EDGES) for word in " ".join(words).lower().split(" ")]


@dataclass(frozen=True, slots=True)
class Abstract:
    """An abstract taken apart: sentences, their words' roots, and in how many sentences each root stands, up to 5.

    `meant` are a sentence's `different` roots that are not `COMMON`.
    """

    sentences: tuple[str, ...]
    roots: tuple[list[str], ...]
    different: tuple[set[str], ...]
    meant: tuple[set[str], ...]
    spread: Mapping[str, int]
    title: list[str]
    titled: frozenset[tuple[str, str]]
    named: frozenset[str]
    claims: tuple[str, ...]
    first_claim: int

    def dangles(self, index: int) -> bool:
        """Whether the sentence begins by pointing back at another: “it”, “these results”; “this paper” does not."""
        words = self.roots[index]
        if not words or words[0] not in _BACKWARDS:
            return False
        return words[0] != "this" or words[1:2] == [] or words[1] not in _SUBJECTS


# A word without its punctuation, of how many parts it is, what is noticed around it, and before it.
Around = tuple[str, str, int, str, str]
Before = tuple[str, int, int, str]
Seen = tuple[str, int, Around, Before]


def read(title: str, abstract: str) -> Abstract:
    """Take an abstract and its title apart."""
    found = sentences.split(sentences.readable(abstract))[:_MOST_SENTENCES]
    worded = tuple([[word[:6] for word in line.split()] for line in _plain("\n".join(found)).splitlines()])
    different = tuple(map(set, worded))
    meant = tuple([words - COMMON for words in different])
    titled = roots(title)
    claims = tuple([_claim(words) for words in worded])
    return Abstract(
        sentences=found,
        roots=worded,
        different=different,
        meant=meant,
        spread=_spread(meant),
        title=titled[:_MOST_READ],
        titled=frozenset(pairwise(titled[:_MOST_READ])),
        named=frozenset(titled) - COMMON,
        claims=claims,
        first_claim=next((index for index, claim in enumerate(claims) if claim), -1),
    )


def _spread(meant: Iterable[set[str]]) -> Mapping[str, int]:
    spread = Counter(chain.from_iterable(meant))
    if max(spread.values(), default=0) > _WIDEST:
        spread.update({root: _WIDEST - count for root, count in spread.items() if count > _WIDEST})
    return spread


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
    meant = abstract.meant[index]
    content, different = len(meant), len(abstract.different[index])
    shared, named = len(meant & abstract.named), len(abstract.named)
    return (
        shared / (named or 1),
        shared / (content or 1),
        2 * shared / (named + content or 1),
        len(abstract.titled.intersection(pairwise(abstract.roots[index]))) / max(1, len(abstract.title) - 1),
        (sum(map(abstract.spread.__getitem__, meant)) - content) / (content or 1),
        1 - content / (different or 1),
    )


def of_its_words(abstract: Abstract, index: int) -> set[str]:
    """The roots that a sentence has."""
    words = abstract.roots[index]
    return abstract.different[index] if len(words) <= _MOST_READ else set(words[:_MOST_READ])


def of_each_word(abstract: Abstract, index: int) -> Iterator[Seen]:
    """Every word of a sentence, in its place."""
    words = abstract.sentences[index].split()[:_MOST_READ]
    bare = without_edges(words)
    titled = abstract.named
    named = [False, *[word[:6] in titled for word in bare], False]
    role = _role(abstract, index)
    region, commas = "start", 0
    for place, (word, core, before, after) in enumerate(zip(words, bare, named, named[2:], strict=False)):
        if core in _REGIONS:
            region = core
        kind, spread, parts = _OF_COMMON if core in COMMON else _kind(abstract, core)
        shape = "" if word.islower() else _shape(word)
        around = (kind, role, spread, _BESIDE[before][after], shape)
        yield core, parts, around, (kind, place // 4, commas, region)
        if word[-1] in ",;:":
            commas += 1


def _kind(abstract: Abstract, core: str) -> tuple[str, int, int]:
    """Of the title or not; in how many sentences it stands; of how many parts it is."""
    if core.isalnum():
        root = core[:6]
        return "T" if root in abstract.named else "N", abstract.spread.get(root) or _sentences_with(abstract, root), 1
    parts = roots(core)
    titled = not abstract.named.isdisjoint(parts)
    spread = [abstract.spread.get(part) or _sentences_with(abstract, part) for part in parts]
    return "T" if titled else "N", max(spread, default=0), len(parts)


def _sentences_with(abstract: Abstract, root: str) -> int:
    return min(sum([root in words for words in abstract.different]), _WIDEST)


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
