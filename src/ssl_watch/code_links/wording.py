"""What the words around an address say: code or data, the authors' own or somebody else's; and promises of code."""

import re

_CODE = re.compile(
    r"\b(?:codes?|codebase|implementations?|repository|repo|software|scripts?|github|toolkits?|library|packages?)\b"
    r"|\bopen-?sourced?\b",
    re.IGNORECASE,
)
_OURS = re.compile(
    r"\b(?:our|(?:we|and) (?:also )?(?:release|provide|share|publish|make|open-?source)"
    r"|(?:codes?|models?|data|materials?|implementation|datasets?|repository) (?:\w{1,12} )?(?:is|are|can be|will be"
    r"|has been|have been)|available (?:at|on|in|from|here|under))\b",
    re.IGNORECASE,
)
_RELEASED_BY_US = re.compile(r"\bwe (?:also |publicly |further )?(?:release|open-?source|publish)\b", re.IGNORECASE)
_THEIRS = re.compile(
    r"\b(?:baselines?|built (?:up)?on|(?:based|builds|relies) on|official (?:code|implementation|repository) of"
    r"|adapted from|borrowed from|forked from|original (?:code|implementation|repository)|we (?:use|used|compare"
    r"|compared|evaluate|follow|followed|build)|using the|thanks? to|trained with|et al)\b",
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
_PROMISE = re.compile(
    r"\b(?:will|shall|to be|going to be|plan to|intend to)\b.{0,40}?\b(?:released?|available|public|open|open-?sourced?"
    r"|publish|published|shared?|provided?)\b|\b(?:coming|available|released) soon\b"
    r"|\b(?:upon|after|on) (?:the )?(?:acceptance|publication)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?;]\s+(?=[A-Z])")
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


def speaks_of_data(words: str) -> bool:
    """Whether a data set, a demo or a supplement is named."""
    return bool(_DATA.search(words))


def speaks_of_a_page(words: str) -> bool:
    """Whether the words introduce a page of the paper's own."""
    return bool(_PAGE.search(words))


def is_theirs(words: str) -> bool:
    """Whether the words credit somebody else: a baseline, a base to build on, a library in use."""
    theirs = _THEIRS.search(words)
    return theirs is not None and not _RELEASED_BY_US.search(words) and _OURS.search(words, theirs.end()) is None


def promise(text: str) -> str | None:
    """The sentence that promises code for later, or None."""
    if not _PROMISED_THING.search(text):
        return None
    for sentence in _SENTENCE_END.split(text, maxsplit=_MOST_SENTENCES):
        if _PROMISED_THING.search(sentence) and _PROMISE.search(sentence):
            return " ".join(sentence.split())
    return None
