"""What arXiv's texts mean, whichever way they come: entities, spaces, categories, DOIs, notices of withdrawal. Pure.

Text is decoded once where arXiv holds it in HTML (`O&#39;Donnell`), and its line breaks and runs of spaces become
single spaces. `records` (the API) and `raw_records` (OAI-PMH) both read by these rules, so that they agree.
"""

import html
import re
from collections.abc import Iterable
from datetime import UTC, datetime

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
# cs.LG, math-ph, cond-mat.mes-hall; not MSC's 68T07 nor ACM's I.2.6, which arXiv puts in the same list.
_CATEGORY = re.compile(r"[a-z]+(?:-[a-z]+)*(?:\.(?:[A-Z]{2}|[a-z]+(?:-[a-z]+)*))?")
_WORK = r"(?:paper|article|submission|manuscript|preprint|work|report|note|document|version)"
# At the start of a sentence only, and not “withdrawn from ICLR”: a comment may well tell of other things' fates.
_WITHDRAWN = re.compile(
    rf"(?:^|[.:;!]\s+)(?:"
    rf"(?:(?:this|the|our|present|arxiv)\s+){{0,2}}(?:{_WORK}\s+)?"
    rf"(?:(?:has|have|had|was|is|being|been|to|be|now|temporarily)\s+)*withdrawn"
    rf"(?=\s*(?:$|[.,:;!()])|\s+(?:and|as|at|because|by|due|for|in|on|pending|since|temporarily|to|until)\b"
    rf"|\s+from\s+(?:the\s+)?arxiv)"
    rf"|(?:the\s+)?(?:authors?|we)\s+(?:(?:has|have|had|hereby|wish|would|like|to)\s+)*withdr(?:aw|awn|ew)\s+"
    rf"(?:this|the|our)\s+{_WORK}"
    rf")",
    re.IGNORECASE,
)
_NOTICE_LENGTH = 600  # an abstract that is a notice is short; a longer one speaks of something else


def clean(text: str | None) -> str:
    """The text as a reader should see it, in one line."""
    decoded = _ENTITY.sub(lambda found: html.unescape(found[0]), text or "")
    return " ".join(decoded.replace("\0", " ").split())


def is_withdrawn(comment: str, abstract: str) -> bool:
    """Whether comment or abstract is arXiv's notice of withdrawal; the API has no field for it.

    A withdrawal is a new version whose comment gives the reason; the abstract is often replaced by the same notice.
    """
    return bool(_WITHDRAWN.search(comment) or (len(abstract) < _NOTICE_LENGTH and _WITHDRAWN.match(abstract)))


def categories(terms: Iterable[str]) -> tuple[str, ...]:
    """arXiv's own categories among the terms, each once."""
    return tuple(dict.fromkeys(term for term in map(str.strip, terms) if _CATEGORY.fullmatch(term)))


def dois(text: str) -> tuple[str, ...]:
    """The DOIs in a text: an author may have put several into one field."""
    return tuple(dict.fromkeys(part.strip(",;") for part in text.split() if part.startswith("10.")))


def is_credible(moment: datetime) -> bool:
    """Whether an aware time can be that of a submission."""
    try:
        return 1980 < moment.astimezone(UTC).year < 2200
    except (ValueError, OverflowError):
        return False
