"""What is noticed about an abstract, its sentences and their words: names that the learned merits are kept under.

`choosing` adds up the merits of what is noticed; `tools.summaries` learns them from the very same names.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise

from ssl_watch.summaries import sentences

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
focus tackle show shows demons find observ establ prove proves argue descri conduc evalua compar revisi report provid
review survey discus unify unifie extend build create cover covers charac assess benchm
"""
_CLAIMS = frozenset(_CLAIMED.split())
_BACKWARDS = frozenset({"it", "they", "these", "those", "this", "such", "its", "their"})
_OURS = frozenset({"paper", "work", "articl", "study", "survey", "review", "thesis", "disser", "chapte", "tutori"})
_SUBJECTS = _OURS | {"we", "here"}
_DONE = frozenset({"propos", "introd", "presen", "develo", "invest", "studie", "review", "discus", "examin", "analyz"})
_SAID_EVERYWHERE = """
propos presen introd develo new novel method approa framew model models simple yet effect effici algori techni system
paper work study based called show learni
"""
_EMPTY = COMMON.union(_SAID_EVERYWHERE.split())
_WIDEST = 5
_MOST_READ = 100  # words of a sentence
_MOST_SENTENCES = 60
_EDGES = "(“\"',.;:)?!”"


def roots(text: str) -> list[str]:
    """The words in small letters, each by its first six: near enough to a stem, and quick."""
    return [word[:6] for word in _plain(text).split()]


def _plain(text: str) -> str:
    return text.lower().encode("ascii", "replace").translate(_LETTERS).decode("ascii")


def bare(word: str) -> str:
    """The word in small letters without the punctuation around it."""
    return word.lower().strip(_EDGES)


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
        return words[0] != "this" or words[1:2] == [] or words[1] not in _OURS


# A word's roots; T of the title, C common or N neither; in how many sentences it stands; its roots of the title;
# and whether it says what neither the title nor every abstract says.
Word = tuple[tuple[str, ...], str, int, tuple[str, ...], bool]


def read(title: str, abstract: str) -> Abstract:
    """Take an abstract and its title apart."""
    found = sentences.split(sentences.readable(abstract))[:_MOST_SENTENCES]
    worded = tuple([[word[:6] for word in line.split()] for line in _plain("\n".join(found)).splitlines()])
    different = tuple(map(set, worded))
    meant = tuple([words - COMMON for words in different])
    titled = roots(title)
    claims = tuple(map(_claim, worded, different))
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


def _claim(words: list[str], different: set[str]) -> str:
    """What “we” or “this paper” does in the sentence, or what is done there: its verb's root, or nothing."""
    if not _SUBJECTS.isdisjoint(different) and (verb := _verb(words[:67])):
        return verb
    if not _DONE.isdisjoint(different) and ("is" in different or "are" in different):
        return next((f"is {word}" for before, word in pairwise(words) if word in _DONE and before in {"is", "are"}), "")
    return ""


def _verb(words: list[str]) -> str:
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


def of_word(abstract: Abstract, word: str) -> Word:
    """What is noticed of a word as it is written, whatever the part that its sentence plays."""
    parts = parts_of(word)
    if len(parts) == 1:
        root = parts[0]
        named: tuple[str, ...] = parts if root in abstract.named else ()
        meant = root not in COMMON
        spread = abstract.spread.get(root, 0)
        fresh = not (named or root in _EMPTY)
    else:
        named = tuple([root for root in parts if root in abstract.named])
        meant = not COMMON.issuperset(parts)
        spread = max([abstract.spread.get(root, 0) for root in parts], default=0)
        fresh = not (named or _EMPTY.issuperset(parts))
    return parts, "T" if named else "N" if meant else "C", spread, named, fresh


@lru_cache(maxsize=4096)
def parts_of(word: str) -> tuple[str, ...]:
    """The roots of what is written between two blanks; words recur, and the recent ones are remembered."""
    return tuple(roots(word))


def role_of(abstract: Abstract, index: int) -> str:
    """What part the sentence plays for each of its words."""
    role = "first" if index == abstract.first_claim else "claim" if abstract.claims[index] else "plain"
    return f"{role} {min(index, 3)}{' last' if index == len(abstract.sentences) - 1 else ''}"


def names_around(kind: str, role: str, spread: int) -> list[str]:
    """What the merits of a word's surroundings are kept under."""
    return [f"{kind} {role}", f"{kind} in {spread}"]
