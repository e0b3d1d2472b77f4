"""What the words around an address say: code or data, the authors' own or somebody else's; and promises of code."""

import re

_CODE_WORDS = (
    r"\b(?:codes?|codebase|implementations?|repository|repo|software|scripts?|github|toolkits?|library|packages?)\b"
)
_CODE_NAMED = re.compile(_CODE_WORDS, re.IGNORECASE)
_CODE = re.compile(rf"{_CODE_WORDS}|\bopen-?sourced?\b", re.IGNORECASE)
# Credit to others, and what before or after it makes the sentence the authors' own (“…, and is released at”).
_TAKEN = re.compile(
    r"\bwe (?:also |directly |simply )?(?:use|used|build|built|follow|followed|adapt|adapted|modify|modified|adopt"
    r"|adopted|employ|employed|compare|compared|utili[sz]ed?)\b|\b(?:adapted|borrowed|forked|taken|derived) from\b"
    r"|\boriginal (?:code|implementation|repository)\b|\bet al\b",
    re.IGNORECASE,
)
_GIVEN_BY_US = re.compile(
    r"\bwe (?:\w+ ){0,2}(?:release|open-?source|publish|provide|share|make|introduce|present)\b"
    r"|\bour (?:\w+ ){0,3}code",
    re.IGNORECASE,
)
_OWN_AGAIN = re.compile(
    r"\bour\b|\band (?:\w+ )?(?:releas|open|publish|shar|provid|mak|made)\w*"
    r"|\b(?:codes?|models?|implementation|repository|scripts?|datasets?|data|which|it|and) (?:\w+ ){0,3}"
    r"(?:is|are|can|will|has|have|available|released|found)\b|\bcode:",
    re.IGNORECASE,
)
_NEAR = 60  # characters before the address in which a passing word decides
_BUILT_ON = re.compile(
    r"\b(?:(?:built|builds?|based|relies) (?:up)?on|thanks? to|trained with|(?:integrated|incorporated) in(?:to)?)\b",
    re.IGNORECASE,
)
_LEANED_ON = re.compile(
    r"\b(?:baselines?|leaderboards?|(?:evaluated?|tested|trained|top|1st|first) on|such as|similar to|part of"
    r"|using(?! (?:the|this|following|our) (?:following |url|link|address|repo)))\b",
    re.IGNORECASE,
)
_GIVEN = re.compile(
    r"\b(?:our|this|releas\w*|provid\w*|shar(?:e|ed|ing)|publi\w*|open-?sourced|open-?source (?:at|on|under|in)"
    r"|avail\w*|access\w*|found|download\w*|hosted|see|link|url|project|website|page)\b",
    re.IGNORECASE,
)
_DATA = re.compile(
    r"\b(?:data ?sets?|data|corpus|corpora|benchmark|videos?|demos?|samples|supplementary|appendix)\b", re.IGNORECASE
)
_PAGE = re.compile(
    r"\b(?:project|page|web ?site|web ?page|home ?page|demos?|codes?|implementation|source|models?|dataset|data"
    r"|released?|available|videos?)\b",
    re.IGNORECASE,
)
_PROMISED_THING = re.compile(
    r"\b(?:codes?|codebase|implementations?|source code|repository|software|toolkit|checkpoints)\b", re.IGNORECASE
)
# One of which each promised thing has: most texts have none, and these cost a tenth.
_THINGS = ("code", "implementation", "repository", "software", "toolkit", "checkpoint")
_PROMISE = re.compile(
    r"\b(?:will|shall|to be|going to be|plan to|intend to)\b.{0,40}?\b(?:released?|available|public|open|open-?sourced?"
    r"|publish|published|shared?|provided?|found)\b|\b(?:coming|available|released) soon\b"
    r"|\b(?:upon|after|on) (?:the )?(?:acceptance|publication)\b",
    re.IGNORECASE,
)
# Said to be there, without saying where: “Our code is publicly available.”
_SAID_TO_BE_THERE = re.compile(
    r"\b(?:our|the|all|source|training|evaluation|inference) (?:[\w-]+,? ){0,4}?"
    r"(?:codes?|codebase|implementation|toolkit)"
    r"(?:,? (?:and |& )?[\w-]+){0,6}? (?:is|are|has been|have been) (?:[\w-]+ ){0,3}?"
    r"(?:available|accessible|open-?sourced?|released|public|provided|shared)\b"
    r"|\A\W*codes? (?:(?:and|&) [\w-]+ )?(?:is |are )?(?:[\w-]+ )?available\b"
    r"|\bwe (?:[\w-]+ ){0,2}(?:release|open-?source|share|publish|make) (?:[\w-]+,? ){0,4}?(?:codes?|codebase)\b",
    re.IGNORECASE,
)
_NOT_SO = re.compile(
    r"\b(?:not|no|when|if|whether|without|where|although|though|while|most|existing|their)\b", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"[.!?;]\s+(?=[A-Z]|\Z)")
_LONGEST_SENTENCE = 600
_MOST_SENTENCES = 2000


def own_sentence(before: str) -> str:
    """What stands before an address in its own sentence."""
    return _SENTENCE_END.split(before)[-1]


def rest_of_sentence(after: str) -> str:
    """What stands after an address in its own sentence."""
    return re.split(r"[.;]\s|\n\n", after, maxsplit=1)[0]


def speaks_of_code(words: str) -> bool:
    """Whether code is named."""
    return bool(_CODE.search(words))


def names_code(words: str) -> bool:
    """Whether code itself is named: “open-sourced” may be said of data."""
    return bool(_CODE_NAMED.search(words))


def speaks_of_data(words: str) -> bool:
    """Whether a data set, a demo or a supplement is named."""
    return bool(_DATA.search(words))


def speaks_of_a_page(words: str) -> bool:
    """Whether the words introduce a page of the paper's own."""
    return bool(_PAGE.search(words))


def is_theirs(words: str) -> bool:
    """Whether the words credit somebody else: a baseline, a base to build on, a library in use, a leaderboard."""
    if _GIVEN_BY_US.search(words):
        return False
    taken = _TAKEN.search(words)
    if taken is not None and _OWN_AGAIN.search(words, taken.end()) is None:
        return True
    near = words[-_NEAR:]
    leaned = _BUILT_ON.search(near) or (None if speaks_of_code(words) else _LEANED_ON.search(near))
    return leaned is not None and _GIVEN.search(near, leaned.end()) is None


def promise(text: str) -> str | None:
    """The sentence that promises code for later, or says that it is there and not where; or None."""
    if not _may_name_a_thing(text):
        return None
    for sentence in _SENTENCE_END.split(text, maxsplit=_MOST_SENTENCES):
        if not _may_name_a_thing(sentence):
            continue
        if _PROMISED_THING.search(sentence) and (_PROMISE.search(sentence) or _is_said_to_be_there(sentence)):
            return " ".join(sentence.split())
    return None


def _may_name_a_thing(text: str) -> bool:
    folded = text.casefold()
    return any(thing in folded for thing in _THINGS)


def _is_said_to_be_there(sentence: str) -> bool:
    said = _SAID_TO_BE_THERE.search(sentence[:_LONGEST_SENTENCE])
    return said is not None and not _NOT_SO.search(sentence[:_LONGEST_SENTENCE])
