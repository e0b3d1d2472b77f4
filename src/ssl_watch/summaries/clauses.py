"""What a sentence can spare without falling apart: asides, filler, and its last clauses.

Where a clause may end is read from a table of words that rarely end one (“the”, “novel”, “achieves”) and of words
that hold on to what follows them (“based on”); `tools.summaries` counts both in abstracts at large.
"""

import re
from collections.abc import Iterator, Mapping

from ssl_watch import weights

_FEWEST_WORDS = 6
_BOUNDARY_WORDS = """
which where whose using via through with without while when because since so such including thereby and to for in on
from under based leading resulting enabling achieving as across among compared if who allowing making yielding by that
but or at over into outperforming improving reducing providing showing demonstrating requiring instead rather between
within during against towards toward after before even both ensuring leveraging unlike although though whereas despite
"""
BOUNDARIES = frozenset(_BOUNDARY_WORDS.split())
_DASHES = frozenset({"-", "--", "---", "—", "–"})
_MAY_FOLLOW_AN_END = BOUNDARIES | _DASHES
_NESTING = '()[]"“”'
# What asks for a second half, and the word that brings it.
_HALVES = (
    {"only": "but", "both": "and", "between": "and", "either": "or", "neither": "nor"}
    | dict.fromkeys(("formulates", "formulate", "formulating", "reformulates", "reformulate"), "as")
    | dict.fromkeys(
        ("reframes", "reframe", "reframing", "treats", "treat", "treating", "casts", "cast", "casting"), "as"
    )
    | dict.fromkeys(("regards", "regard", "recasts", "recast", "recasting"), "as")
)
_FAR = 14  # words between two halves
# Examples after these may stand before the verb: “that nets such as these learn” does not end before “such”.
_OPENING = frozenset({"that", "where", "how", "why", "whether"})
_EXAMPLES = frozenset({"such", "including"})
_LOOSE = BOUNDARIES | {"we", "it", "i.e.", "e.g."}
_ASIDE = re.compile(r" ?\([^()]{1,200}\)")
_INSERTED = re.compile(
    r", (?:which|where|who|whose|when|while|by|using|based on|along with|together with|such as|including|like"
    r"|inspired by|as well as|with|without|in|for|at|under|on|given|even|especially|particularly|instead of|unlike"
    r"|rather than|similar to|compared (?:to|with))\b[^,;:()]{4,120}, "
    r"(?=(?:we|which|that|where|while|by|using|to|in|for|with|without|from|on|is|are|can|has|have|and|achiev\w+"
    r"|outperform\w+|improv\w+|a|an|the)\b)",
    re.IGNORECASE,
)
# What is taken out of every sentence, and what stays in its place. Each begins with what is quick to find.
_CALLED = (
    r"(?:(?:which|that) (?:we|is|are) (?:call|term|name|refer to as|dub|called|termed|named|referred to as|dubbed)"
    r"|called|named|termed|dubbed|coined|namely|entitled|we call|referred to as|abbreviated as)(?: as| by)?,?"
    r" (?=[\"“'A-Z])"
)
_THAT_IS = (
    r" that (?<=[a-z] that )(?:is|are) (?:also )?(?=(?:based|capable|able|robust|designed|trained|inspired|invariant"
    r"|equivariant|compatible|applicable|suitable|specific|relevant|consistent|similar) )"
)
_A_VARIETY_OF = (
    r" a (?:wide |large |broad |diverse )?(?:variety|range|number|array|collection|series|suite|host) of "
    r"(?=(?:[\w-]+ )?(?:[\w-]+ )?[\w-]+s\b)"
)
_ADVERBS = (
    r" (?<=\w )(?:also|further|thus|therefore|hereby|hence|furthermore|significantly|substantially|dramatically"
    r"|drastically|greatly|largely|thereby|accordingly|consequently|simply|essentially|specifically)(?= \w)"
)
_ASIDES = (
    r", (?:in this (?:paper|work|article)|however|therefore|thus|hence|in turn|to the best of our knowledge"
    r"|in particular|moreover|furthermore|further|additionally|in addition|at the same time), (?=\w)"
)
_USED = (  # “widely used nets”, but not “nets are widely used in”
    r" (?:recently|previously|widely|commonly)(?:-| )(?:proposed|introduced|used|developed|adopted) "
    r"(?!(?:in|for|as|to|by|on|with|and|or|at|across|within)\b)"
)
# Most sentences have no filler: what each begins with is looked for before its pattern.
_FILLER = tuple(
    (re.compile(pattern), re.split(r"\\b|\(", pattern)[0], stays)
    for pattern, stays in (
        (rf", (?<=[a-z], ){_CALLED}", ", "),
        (rf" (?<=[a-z] ){_CALLED}", ", "),
        (r", (?:which|that) (?:is|are|was|were) (?:also )?(?=(?:an?|the|able|capable|robust|\w+ed) )", ", "),
        (_THAT_IS, " "),
        (r" in order to\b", " to"),
        (r" so as to\b", " to"),
        (r" in the (?:context|field|area|domain|case|setting) of\b", " in"),
        (r" by means of\b", " by"),
        (r" the (?:task|problem|concept|notion|idea|issue) of (?=\w)", " "),
        (_A_VARIETY_OF, " "),
        (_ADVERBS, ""),
        (_USED, " "),
        (_ASIDES, " "),
        (r" in this (?:paper|work|article|study)\b", ""),
    )
)


def tighten(sentence: str) -> str:
    """The sentence without filler: “in order to” becomes “to”, “a method called X” becomes “a method, X”."""
    for pattern, beginning, stays in _FILLER:
        if beginning in sentence:
            sentence = pattern.sub(stays, sentence)
    return sentence


def lighter(sentence: str) -> Iterator[tuple[str, str]]:
    """The sentence as it is, without what stands in brackets, and without an inserted clause."""
    yield "", sentence
    bare = _ASIDE.sub("", sentence) if "(" in sentence else sentence
    if bare != sentence:
        yield "aside", bare
    shorter = _INSERTED.sub(" ", bare, count=1) if bare.count(", ") > 1 else bare
    if shorter != bare:
        yield "inserted", shorter


def ends(words: list[str]) -> Iterator[tuple[int, str]]:
    """After how many words the sentence may end, and at what: “comma”, or the word that would come next."""
    held = weights.read_column(__package__, "endings.tsv.gz")
    nested = _nested(words) | _halved(words) | _exemplified(words)
    before = words[_FEWEST_WORDS - 1] if len(words) > _FEWEST_WORDS else ""
    for index, word in enumerate(words[_FEWEST_WORDS:], _FEWEST_WORDS):
        if word in _MAY_FOLLOW_AN_END or before[-1] in ",;:":
            kind = _boundary(before, word)
            if kind and index not in nested and not _holds(before, kind, held):
                yield index, kind
        before = word


def _nested(words: list[str]) -> frozenset[int]:
    """Where a bracket or a quotation is open."""
    text = " ".join(words)
    if not any(mark in text for mark in _NESTING):
        return frozenset()
    deep, quotes, nested = 0, 0, set[int]()
    for index, word in enumerate(words):
        if deep or quotes % 2:
            nested.add(index)
        if word.isalpha():
            continue
        deep += word.count("(") + word.count("[") - word.count(")") - word.count("]")
        quotes += word.count('"') + word.count("“") + word.count("”")
    return frozenset(nested)


def _halved(words: list[str]) -> frozenset[int]:
    """Where the second half is still to come: after “both A” and before “and B”."""
    halved = set[int]()
    for begun in (index for index, word in enumerate(words) if word in _HALVES):
        second = _HALVES[words[begun]]
        rest = words[begun : begun + _FAR]
        if second in rest:
            halved.update(range(begun, begun + rest.index(second) + 1))
    return frozenset(halved)


def _exemplified(words: list[str]) -> frozenset[int]:
    """Where examples are given of what a clause has opened with: its verb may be still to come."""
    if _EXAMPLES.isdisjoint(words):
        return frozenset()
    opened = [index for index, word in enumerate(words) if word in _OPENING]
    given = (index for index, word in enumerate(words) if word in _EXAMPLES)
    return frozenset(index for index in given if any(0 < index - begun < _FAR for begun in opened))


def _boundary(before: str, word: str) -> str:
    """What kind of boundary is between two words; nothing where none is."""
    mark = before[-1]
    if mark in ",;":
        following = word.lower().strip("(“\"',")
        return "comma" if following in _LOOSE or following.endswith(("ing", "ed")) else "list"
    if mark == ":" or word in _DASHES:
        return "colon"
    return "" if mark == "." else word


def _holds(before: str, kind: str, held: Mapping[str, float]) -> bool:
    """Whether the last word asks for more: “based” does, and “performance” before “on” may not."""
    last = before.rstrip(",;:").lower().lstrip('(“"')
    return not last or last in BOUNDARIES or last in _DASHES or last in held or f"{last} {kind}" in held
