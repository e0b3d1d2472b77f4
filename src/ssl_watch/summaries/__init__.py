"""One or two sentences on a paper, chosen from its own abstract and trimmed."""

import re

from ssl_watch.papers import Paper
from ssl_watch.summaries import sentences

MOST_WORDS = 45
_CLAIM = re.compile(
    r"\b(?:we|this (?:paper|work|article|study|letter|thesis|survey)|our (?:method|approach|work|model|framework))\b[^.]{0,60}?"
    r"\b(?:propos|present|introduc|develop|describ|design|show|demonstrat|stud(?:y|ies)|investigat|explor|provid|find|argue|address|examin|analy[sz]|prove|establish|devis|formulat|survey|review|revisit|aim|extend|consider)",
    re.IGNORECASE,
)
_STRONG = re.compile(r"\b(?:propos|present|introduc|develop|devis)", re.IGNORECASE)
_NEW = re.compile(
    r"\b(?:novel|new|first|simple|framework|method|approach|model|algorithm|called|named|dubbed|termed)\b",
    re.IGNORECASE,
)
_PROMISES = re.compile(r"\b(?:code|codes|repository|github|available at|https?:)\b", re.IGNORECASE)
_LEAD_INS = re.compile(
    r"\A(?:(?:In|With|Through) (?:this|the present|our) (?:paper|work|article|study|letter|thesis|report|survey|regard)\s*,?\s*"
    r"|(?:To (?:this end|address this (?:issue|problem|gap|limitation|challenge)|address these (?:issues|problems|limitations|challenges)"
    r"|tackle this (?:issue|problem)|tackle these (?:issues|problems)|that end|fill this gap|bridge this gap|overcome these (?:issues|limitations|challenges)"
    r"|overcome this (?:issue|limitation))|Therefore|Thus|Hence|However|Moreover|Furthermore|In addition|Additionally|Specifically"
    r"|In particular|Concretely|Accordingly|Consequently|As a result|Motivated by this|Based on this|Finally|First|Firstly|Here|Overall|In summary|Inspired by this|More specifically|Meanwhile|Besides|In response|In contrast|Importantly|Notably)\s*,\s*"
    r"|(?:Here|Therefore|Thus|Hence) (?=we\b))",
)
_WE = re.compile(
    r"\A(?:we|this (?:paper|work|article|study|letter|thesis)|the (?:present )?paper) (?:(?:also|further|thus|therefore|then|hereby|first|here) )?"
    r"(?:propose|present|introduce|describe|proposes|presents|introduces|describes|develop|develops)s? (?:in this (?:paper|work|article) )?(?=\w)",
    re.IGNORECASE,
)


def summarise(paper: Paper) -> str:
    """At most 45 words of the abstract's own, never cut in mid-word; empty where there is no abstract."""
    listed = sentences.split(sentences.readable(paper.abstract))
    if not listed:
        return ""
    best = max(range(len(listed)), key=lambda index: _merit(listed[index], index, len(listed)))
    return _fit(_trim(listed[best]))


def _merit(sentence: str, index: int, count: int) -> float:
    words = len(sentence.split())
    merit = 4.0 * bool(_CLAIM.search(sentence)) + 1.5 * bool(_STRONG.search(sentence)) + bool(_NEW.search(sentence))
    merit -= 3.0 * bool(_PROMISES.search(sentence)) + 1.5 * (words < 8) + 1.5 * (words > MOST_WORDS)
    return merit - 0.1 * index - 0.5 * (index == 0)


def _trim(sentence: str) -> str:
    trimmed = sentence
    for _ in range(2):
        trimmed = _LEAD_INS.sub("", trimmed)
    trimmed = _WE.sub("", trimmed)
    return trimmed[:1].upper() + trimmed[1:]


def _fit(sentence: str) -> str:
    """Shorten to 45 words: at the last clause that ends within them, else between words with an ellipsis."""
    words = sentence.split(" ")
    if len(words) <= MOST_WORDS:
        return sentence
    cut = next((n for n in range(MOST_WORDS, 15, -1) if words[n - 1][-1:] in ",;:" and words[n - 1][:-1]), None)
    if cut is None:
        return " ".join(words[:MOST_WORDS]).rstrip(",;:") + "…"
    return " ".join(words[:cut]).rstrip(",;:") + "."
