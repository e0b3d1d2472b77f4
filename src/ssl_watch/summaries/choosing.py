"""Which sentence of an abstract says best what the paper is about.

A sentence's merit is a sum: how much of the title it repeats, how central its words are to the abstract, and what
its wording says of its part (a claim, background, a result, a pointer to code). The weights are rounded by hand from a
least-squares fit of ROUGE on SciTLDR's training abstracts; `benchmarks.quality` measures what they reach.
"""

import re
from collections import Counter

_WORD = re.compile(r"[^\W_]+")


def _words(text: str) -> list[str]:
    return text.split()


_COMMON = frozenset(
    _words(
        "a an the of in on for to and or with by from is are be we our this that it as at can which using via its"
        " their these"
    )
)
_MOST_WORDS_READ = 100

_SUBJECTS = frozenset({"we", "paper", "work", "article", "study", "survey"})
_REACH = 7  # words between the subject and what it does

# What the authors do, by a verb's first six letters.
_CLAIMS = {
    **dict.fromkeys(_words("propos introd presen"), 8.0),
    **dict.fromkeys(_words("develo devise design formul derive"), 4.5),
    **dict.fromkeys(_words("study studie invest explor analyz analys examin addres consid focus tackle"), 4.0),
    **dict.fromkeys(_words("show shows demons find observ establ prove proves"), 2.0),
}
_CUES = {
    **dict.fromkeys(_words("novel new"), 2.4),
    **dict.fromkeys(_words("first simple"), 1.3),
    **dict.fromkeys(_words("code codes github http https"), -6.0),
    **dict.fromkeys(_words("however but despite although while"), -1.2),
    **dict.fromkeys(_words("existing recent recently traditional previous current typically conventional"), -1.2),
    **dict.fromkeys(_words("also then further"), -1.0),
    **dict.fromkeys(_words("experiment experiments experimental empirical results"), -1.0),
}
_OPENERS = {
    **dict.fromkeys(
        _words("deep neural machine reinforcement learning many most while understanding generative"), -2.7
    ),
    **dict.fromkeys(_words("specifically concretely more further moreover additionally finally furthermore"), -1.2),
    **dict.fromkeys(_words("it they these such each"), -0.6),
}


def best(sentences: tuple[str, ...], title: str) -> str:
    """The sentence with the highest merit; of equals the first. There must be at least one."""
    worded = [_WORD.findall(sentence.lower()) for sentence in sentences]
    contents = [frozenset(words) - _COMMON for words in worded]
    common = Counter(word for content in contents for word in content)
    named = frozenset(_WORD.findall(title.lower())) - _COMMON
    merits = [
        _wording(words) + 1.3 * (index == 0) + _overlap(content, named) + _centrality(content, common)
        for index, (words, content) in enumerate(zip(worded, contents, strict=True))
    ]
    return sentences[merits.index(max(merits))]


def _wording(words: list[str]) -> float:
    head = words[:_MOST_WORDS_READ]
    count = min(len(head), 60)
    cues = sum({_CUES[word] for word in head if word in _CUES}) + _OPENERS.get(head[0] if head else "", 0.0)
    length = 4.3 * count / 30 - 4.1 * abs(count - 24) / 20 - 3.0 * (count < 9) - 8.0 * (count < 5)
    return cues + length + _claim(head)


def _claim(words: list[str]) -> float:
    """What “we” or “this paper” does in the sentence, and that the paper itself is spoken of."""
    claims: dict[float, None] = {}
    since = _REACH + 1
    for word in words:
        since = 0 if word in _SUBJECTS else since + 1
        if since <= _REACH and word[:6] in _CLAIMS:
            claims[_CLAIMS[word[:6]]] = None
    itself = any(f"this {subject}" in " ".join(words[:12]) for subject in ("paper", "work", "article", "study"))
    return sum(claims) + 4.0 * itself


def _overlap(content: frozenset[str], named: frozenset[str]) -> float:
    shared = len(content & named)
    return 10.8 * shared / max(1, len(named)) + 15.9 * shared / max(1, len(content))


def _centrality(content: frozenset[str], common: Counter[str]) -> float:
    return 3.4 * sum(min(common[word], 6) - 1 for word in content) / max(1, len(content))
