"""What an endpoint answered, held hostile until it reads like a summary of this very paper.

Pure; `summarising` asks, and keeps the local summary of whatever is refused here.
"""

import re

from ssl_watch.errors import NotASummary
from ssl_watch.papers import Paper
from ssl_watch.summaries import sentences
from ssl_watch.summaries.forms import MOST_WORDS
from ssl_watch.summaries.observations import COMMON, roots

_LONGEST = 600  # characters
_FEWEST_WORDS = 5
_MOST_SENTENCES = 2
_OWN_WORDS = 0.6  # how many of the words that mean something must be the paper's
_QUOTED = re.compile(r'\A["“](?P<inner>[^"“”]*)["”]\Z')
# Links, mentions, commands, markup, and characters that no sentence needs.
_FOREIGN = re.compile(
    r"https?:|www\.|://|\b[\w-]+\.(?:com|net|org|io|me|ru|xyz|info|dev|ai|co|app|link)\b|(?:^|\s)[@#/]\w"
    r"|[<>`*_\[\]{}|\\]|[^\w\s.,;:!?()'’“”\"%&+/=~×±≤≥≈→∞°·–—§$^‑-]"
)
_SPEAKS_OF_ITSELF = re.compile(
    r"\b(?:as an? (?:ai|language model)|i (?:am|can|cannot|can't|will|have)|i'm|here (?:is|are)|sure,|certainly"
    r"|ignore|instructions?|system prompt|summary:|tl;?dr|click|subscribe|telegram)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def read(answer: str, paper: Paper) -> str:
    """The answer as one or two sentences of at most 45 words.

    Raises:
        NotASummary: it is anything else, and says of what kind.
    """
    if len(answer) > _LONGEST:
        raise NotASummary("too long")
    text = sentences.readable(answer)
    if quoted := _QUOTED.match(text):
        text = quoted["inner"].strip()
    _check_form(text)
    _check_words(text, f"{paper.title} {paper.abstract}")
    return text


def _check_form(text: str) -> None:
    count = len(text.split())
    if not _FEWEST_WORDS <= count <= MOST_WORDS:
        raise NotASummary(f"{count} words")
    if not (text[0].isupper() or text[0].isdigit()) or not text.endswith((".", "!", "?")):
        raise NotASummary("not a sentence")
    if len(sentences.split(text)) > _MOST_SENTENCES:
        raise NotASummary("more than two sentences")
    if _FOREIGN.search(text):
        raise NotASummary("links, mentions or markup")
    if _SPEAKS_OF_ITSELF.search(text) or max(map(len, text.split())) > 40:
        raise NotASummary("not about a paper")


def _check_words(text: str, known: str) -> None:
    meant = set(roots(text)) - COMMON
    if len(meant & set(roots(known))) < _OWN_WORDS * len(meant):
        raise NotASummary("about something else")
    if not set(_NUMBER.findall(text)) <= set(_NUMBER.findall(known)):
        raise NotASummary("a number that the abstract does not have")
