"""One or two sentences on a paper, chosen from its own abstract and trimmed.

`sentences` cuts the abstract, `choosing` picks the one that says most, and here it is trimmed to fit.
"""

import re

from ssl_watch.papers import Paper
from ssl_watch.summaries import choosing, sentences

MOST_WORDS = 45
_FEWEST_WORDS = 16  # what a cut at a comma must leave

_LEAD_INS = re.compile(
    r"\A(?:(?:In|With|Through) (?:this|the present|our|the current) (?:paper|work|article|study|letter|thesis|report"
    r"|survey|review)\s*,?\s+"
    r"|To (?:this|that) end\s*,\s*"
    r"|To (?:address|tackle|overcome|solve|fill|bridge|mitigate|alleviate|remedy|close|resolve|handle)"
    r" (?:this|these|such|the above|above|those)(?: [\w-]{1,30}){1,3}\s*,\s*"
    r"|(?:Motivated|Inspired) by (?:this|these)(?: [\w-]{1,30}){0,2}\s*,\s*"
    r"|(?:Therefore|Thus|Hence|However|Moreover|Furthermore|In addition|Additionally|Specifically|More specifically"
    r"|In particular|Concretely|Accordingly|Consequently|As a result|Finally|First|Firstly|Second|Here|Overall"
    r"|In summary|In short|Meanwhile|Besides|In response|In contrast|Importantly|Notably|In conclusion|Instead|Also"
    r"|Further|Next|Then)\s*,\s*"
    r"|(?:Here|Therefore|Thus|Hence) (?=we\b))"
)
_WE_PROPOSE = re.compile(
    r"\A(?:we|this (?:paper|work|article|study|letter|thesis)|the (?:present )?(?:paper|work)) "
    r"(?:(?:also|further|thus|therefore|then|hereby|first|here) )?"
    r"(?:propose|present|introduce|describe|develop|devise)s? (?:in this (?:paper|work|article) )?"
    r"(?=(?:a|an|the|two|three|several|novel|new)\s)",
    re.IGNORECASE,
)
# What the subject still does after “we propose”: without the subject the sentence would limp.
_GOES_ON = re.compile(
    r"\band (?:then )?(?:we|show|demonstrate|prove|evaluate|apply|provide|use|study|analy[sz]e|find|propose|introduce"
    r"|present|develop|derive)s?\b"
)


def summarise(paper: Paper) -> str:
    """At most 45 words of the abstract's own, never cut in mid-word; empty where there is no abstract."""
    found = sentences.split(sentences.readable(paper.abstract))
    if not found:
        return ""
    return _fit(_trim(choosing.best(found, paper.title)))


def _trim(sentence: str) -> str:
    """Take the lead-ins off: “In this paper, we propose a …” becomes “A …”."""
    trimmed = _LEAD_INS.sub("", _LEAD_INS.sub("", sentence))
    if not _GOES_ON.search(trimmed):
        trimmed = _WE_PROPOSE.sub("", trimmed, count=1)
    return trimmed[:1].upper() + trimmed[1:] if trimmed else sentence


def _fit(sentence: str) -> str:
    """Shorten to 45 words: at the last clause that ends within them, else between words with an ellipsis."""
    words = sentence.split(" ")
    if len(words) <= MOST_WORDS:
        return sentence
    cut = next((count for count in range(MOST_WORDS, _FEWEST_WORDS, -1) if words[count - 1].endswith((",", ";"))), None)
    if cut is None:
        return " ".join(words[:MOST_WORDS]).rstrip(",;:") + "…"
    return " ".join(words[:cut]).rstrip(",;:") + "…"
