"""The words that a reader is shown for a verdict: what was written, in the title or not, the reasons first."""

from collections.abc import Sequence

from ssl_watch.phrases import Words
from ssl_watch.relevance import signs as reading
from ssl_watch.relevance.signs import Sign

CONVINCING = 1.2  # weight from which a phrase is worth showing
_MOST = 4


def choose(title: Words, abstract: Words, signs: Sequence[Sign]) -> tuple[str, ...]:
    """At most four quotes, each phrase once: the title's where it stands there too, what says most before the rest."""
    weights = reading.weigh(sign for sign in signs if not sign.in_title)
    weights |= reading.weigh(sign for sign in signs if sign.in_title)
    first: dict[str, Sign] = {}
    for sign in signs:
        first.setdefault(sign.found.phrase, sign)
    shown = [sign for phrase, sign in first.items() if weights[phrase] >= CONVINCING or is_reason(sign)]
    ranked = sorted(shown, key=lambda sign: (not sign.of.specific, -weights[sign.found.phrase]))
    return tuple(_quote(title if sign.in_title else abstract, sign) for sign in ranked[:_MOST])


def is_reason(sign: Sign) -> bool:
    """Whether the phrase can make a paper one on SSL, if enough else speaks for it."""
    return sign.of.specific and sign.plain > 0


def _quote(text: Words, sign: Sign) -> str:
    quoted = f"“{text.quote(sign.found.start, sign.found.length)}”"
    return f"{quoted} in title" if sign.in_title else quoted
