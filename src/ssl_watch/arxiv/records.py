"""The `arxiv` library's result, in arXiv's words, becomes a `Paper`, in ours.

Pure. Text is decoded once where arXiv holds it in HTML (`O&#39;Donnell`), and its line breaks and runs of spaces
become single spaces; LaTeX stays as it is.
"""

import html
import re

import arxiv

from ssl_watch.arxiv.pages import Record
from ssl_watch.papers import Author, Paper

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


def paper_of(result: arxiv.Result, record: Record) -> Paper:
    """Translate one record; `record` holds what the checked XML says beyond the library's result."""
    comment = _clean(result.comment)
    abstract = _clean(result.summary)
    return Paper(
        arxiv_id=record.arxiv_id,
        version=record.version,
        title=_clean(result.title),
        abstract=abstract,
        updated_at=result.updated,
        submitted_at=result.published,
        authors=_authors(result.authors),
        categories=_categories(result),
        comment=comment or None,
        journal_ref=_clean(result.journal_ref) or None,
        dois=record.dois,
        withdrawn=is_withdrawn(comment, abstract),
    )


def is_withdrawn(comment: str, abstract: str) -> bool:
    """Whether comment or abstract is arXiv's notice of withdrawal; the API has no field for it.

    A withdrawal is a new version whose comment gives the reason; the abstract is often replaced by the same notice.
    """
    return bool(_WITHDRAWN.search(comment) or (len(abstract) < _NOTICE_LENGTH and _WITHDRAWN.match(abstract)))


def _clean(text: str | None) -> str:
    decoded = _ENTITY.sub(lambda found: html.unescape(found[0]), text or "")
    return " ".join(decoded.replace("\0", " ").split())


def _authors(authors: list[arxiv.Result.Author]) -> tuple[Author, ...]:
    named = ((_clean(author.name), author.affiliation) for author in authors)
    return tuple(
        Author(name=name, affiliations=tuple(filter(None, map(_clean, affiliations))))
        for name, affiliations in named
        if any(char.isalnum() for char in name)  # arXiv splits “A Collaboration: B, C” into three, one of them “:”
    )


def _categories(result: arxiv.Result) -> tuple[str, ...]:
    terms = (result.primary_category, *result.categories)
    return tuple(dict.fromkeys(term for term in map(str.strip, terms) if _CATEGORY.fullmatch(term)))
