"""A paper as arXiv has it, and its identifier in every form people write it.

The root noun: every verdict is about a `Paper`; `ssl_watch.arxiv` and `importing` make them, `store.papers` keeps them.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime

from ssl_watch.errors import NotAnArxivId

# https://info.arxiv.org/help/arxiv_identifier.html: YYMM.NNNN until 2014, YYMM.NNNNN since 2015;
# before April 2007 archive(.subject)/YYMMNNN, where the subject class (math.GT, cond-mat.stat-mech) is not part of the
# canonical form.
_NEW_STYLE = r"(?P<new>\d{2}(?:0[1-9]|1[0-2])\.\d{4,5})"
_SUBJECT = r"(?:\.[A-Z]{2}|(?<=cond-mat)\.[a-z]+(?:-[a-z]+)?|(?<=physics)\.[a-z]+(?:-[a-z]+)?)"
_OLD_STYLE = rf"(?P<archive>[a-z]+(?:-[a-z]+)?){_SUBJECT}?/(?P<number>\d{{2}}(?:0[1-9]|1[0-2])\d{{3}})"
# arXiv's own DOIs are 10.48550/arXiv.<id>; no other dot may stand before an id. Pasted digits may be of full width.
_ARXIV_ID = re.compile(
    rf"(?<![\w.])(?i:arxiv\.)?(?:{_NEW_STYLE}|{_OLD_STYLE})(?:v(?P<version>[1-9]\d{{0,3}}))?(?!\d)", re.ASCII
)
_LONGEST_REFERENCE = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """One author, in the paper's order."""

    name: str
    affiliations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One arXiv article at its latest known version.

    `arxiv_id` is the base id, without suffix. `submitted_at` is v1's submission and is unknown for imported later
    versions; `updated_at` is the current version's. Both are aware UTC, and neither says when arXiv announced it.
    `link` is the address an import gave for the paper, kept so that an export gives it back.
    """

    arxiv_id: str
    version: int
    title: str
    abstract: str
    updated_at: datetime
    submitted_at: datetime | None = None
    authors: tuple[Author, ...] = ()
    categories: tuple[str, ...] = ()
    comment: str | None = None
    journal_ref: str | None = None
    dois: tuple[str, ...] = ()
    withdrawn: bool = False
    link: str | None = None

    @property
    def primary_category(self) -> str | None:
        """The first category, or None where the source gave none."""
        return self.categories[0] if self.categories else None

    @property
    def abstract_url(self) -> str:
        """arXiv's page of the paper; readers are sent there, never to a copy of the PDF."""
        return f"https://arxiv.org/abs/{self.arxiv_id}"


def parse_arxiv_id(text: str) -> tuple[str, int | None]:
    """Read the base id and the version, if one is given, out of an id or any form of link.

    Raises:
        NotAnArxivId: nothing in the first 300 characters looks like an identifier.
    """
    reference = unicodedata.normalize("NFKC", text[:_LONGEST_REFERENCE])
    match = _ARXIV_ID.search(reference.strip().removesuffix(".pdf"))
    if match is None:
        raise NotAnArxivId(f"“{text.strip()[:60]}” is not an arXiv id: try 2301.08243 or an arxiv.org link")
    base = match["new"] or f"{match['archive']}/{match['number']}"
    return base, int(match["version"]) if match["version"] else None
