"""A paper as a file lists it, and what becomes of it beside what is known already.

Pure. The formats are `tables` (the curated Markdown table), `records` (JSON), `sheets` (CSV), and, written only,
`citations` (BibTeX and RIS) and `feeds` (Atom); `importing` reads with them and `exporting` writes with them. A listing
that can't be read is `BadInput`, and the text of that error is the reason in a few words.
"""

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from ssl_watch import verdicts
from ssl_watch.code_links import CodeLink, CodeState
from ssl_watch.errors import BadInput, NotAnArxivId
from ssl_watch.papers import Author, Paper, parse_arxiv_id
from ssl_watch.verdicts import JudgedPaper, heading_of, vouched

REPOSITORY = frozenset({CodeState.ABSTRACT, CodeState.COMMENT, CodeState.LISTED})
_ADDRESS = re.compile(r"https?://[^\s<>()\[\]\"|`\\]{3,500}")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_FIRST_YEAR = 1986  # hep-th's oldest uploads; anything older is a misread cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One paper as one row gives it.

    `code_url` is the repository that the row names; `heading` the curated table's, which vouches for the paper.
    Where the row told no version, `paper.version` is 1 and `version_given` is False.
    """

    paper: Paper
    code_url: str | None = None
    heading: str | None = None
    version_given: bool = True


def judge(listing: Listing) -> JudgedPaper:
    """Judge the text, then let the list speak: a curated paper is at least mentioned, its repository is taken."""
    return _as_listed(verdicts.judge(listing.paper), listing)


def judge_if_relevant(listing: Listing) -> JudgedPaper | None:
    """Judge as `judge` does; None for a paper that neither its text nor a curated table says to be about SSL."""
    if listing.heading is not None:
        return judge(listing)
    judged = verdicts.judge_if_relevant(listing.paper)
    return _as_listed(judged, listing) if judged else None


def trust(listing: Listing) -> JudgedPaper:
    """Take the list's word that the paper belongs here, and judge nothing."""
    return _as_listed(verdicts.unjudged(listing.paper), listing)


def _as_listed(judged: JudgedPaper, listing: Listing) -> JudgedPaper:
    relevance, code = vouched(judged.verdict.relevance, listing.heading), judged.verdict.code
    if listing.code_url is not None:
        code = _with_listed(code, listing.code_url)
    return replace(judged, verdict=replace(judged.verdict, relevance=relevance, code=code))


def repository_of(judged: JudgedPaper) -> str | None:
    """The repository's address, None where there is only a page or a promise."""
    code = judged.verdict.code
    return code.url if code.state in REPOSITORY else None


def _with_listed(found: CodeLink, url: str) -> CodeLink:
    if found.url is not None and found.state in REPOSITORY and _bare(found.url) == _bare(url):
        return replace(found, url=url)
    return CodeLink(state=CodeState.LISTED, url=url, evidence="given by an imported list")


def _bare(url: str) -> str:
    host, *path = url.casefold().partition("://")[2].removeprefix("www.").split("/")
    return "/".join([host, *path[:2]]).removesuffix(".git")


def complete(listing: Listing, known: JudgedPaper | None) -> Listing:
    """Fill what the row lacks from what is known: an import adds, it never erases.

    At one and the same version a thinner row changes nothing that is known, and a row that gives only the day does
    not take the hour away.
    """
    if known is None:
        return listing
    code = known.verdict.code
    listed = code.url if code.state is CodeState.LISTED else None
    return replace(
        listing,
        paper=_merged(listing, known.paper),
        code_url=listing.code_url or listed,
        heading=listing.heading if listing.heading is not None else heading_of(known),
    )


def _merged(listing: Listing, known: Paper) -> Paper:
    given = listing.paper
    if not listing.version_given or given.version < known.version:
        return _filled(known, given)
    if given.version > known.version:
        return _filled(given, replace(known, comment=None))  # a comment is about its version
    if known.authors and known.categories and not (given.authors and given.categories):
        return _filled(known, given)
    return replace(
        _filled(given, known),
        updated_at=_finer(given.updated_at, known.updated_at),
        submitted_at=_submitted(given.submitted_at, known.submitted_at),
        withdrawn=given.withdrawn or known.withdrawn,
    )


def _filled(paper: Paper, other: Paper) -> Paper:
    return replace(
        paper,
        title=paper.title or other.title,
        abstract=paper.abstract or other.abstract,
        submitted_at=paper.submitted_at or other.submitted_at,
        authors=_authors(paper, other),
        categories=paper.categories or other.categories,
        comment=paper.comment or other.comment,
        journal_ref=paper.journal_ref or other.journal_ref,
        dois=paper.dois or other.dois,
        link=paper.link or other.link,
    )


def _authors(paper: Paper, other: Paper) -> tuple[Author, ...]:
    """The paper's own, unless the other has the same people with their affiliations."""
    names, others = ([_written(author.name) for author in each.authors] for each in (paper, other))
    told_more = names == others and any(";" in each.name or each.affiliations for each in other.authors)
    return other.authors if not names or told_more else paper.authors


def _written(name: str) -> str:
    """The name as a sheet has it, where semicolons stand between people."""
    return name.replace(";", ",")


def _day_only(moment: datetime) -> bool:
    return moment == datetime(moment.year, moment.month, moment.day, tzinfo=UTC)


def _finer(given: datetime, known: datetime) -> datetime:
    """The known moment where the given one says no more than its day."""
    return known if _day_only(given) and known.date() == given.date() else given


def _submitted(given: datetime | None, known: datetime | None) -> datetime | None:
    return _finer(given, known) if given and known else given or known


def clean(text: str) -> str:
    """One line of well-formed text: line breaks become a space, control characters and lone surrogates go."""
    lines = (line.strip() for line in text.replace("\t", " ").splitlines())
    return _CONTROL.sub("", " ".join(line for line in lines if line)).strip()


def read_date(text: str) -> datetime:
    """Read `2023-01-19` (midnight UTC) or an ISO date and time; without a zone it is UTC.

    Raises:
        BadInput: it is neither, or no year in which arXiv had papers.
    """
    try:
        moment = datetime.fromisoformat(text.strip())
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise BadInput(f"“{clean(text[:40])}” is not a date such as 2023-01-19") from error
    if moment.year < _FIRST_YEAR:
        raise BadInput(f"the year {moment.year} is before arXiv")
    return moment


def month_of(arxiv_id: str) -> datetime:
    """The first of the month that an id was given in: the only date known where a list gives none.

    Without an arXiv id it is arXiv's first month.
    """
    if not is_arxiv_id(arxiv_id):
        return datetime(1991, 8, 1, tzinfo=UTC)
    digits = arxiv_id.rpartition("/")[2]
    year, month = int(digits[:2]), int(digits[2:4])
    century = 1900 if "/" in arxiv_id and year > 90 else 2000
    return datetime(century + year, month, 1, tzinfo=UTC)


def link_of(paper: Paper) -> str:
    """The address a list gives for the paper: the one it was given, else arXiv's page of this version, if known.

    One that leads to an older version or to something else would be read back as just that.
    """
    if paper.link is not None and _led_to(paper.link) in {(paper.arxiv_id, paper.version), (paper.arxiv_id, None)}:
        return paper.link
    version_known = paper.version > 1 or paper.submitted_at is not None
    return f"{paper.abstract_url}{f'v{paper.version}' if version_known else ''}"


def with_link(paper: Paper, link: str | None) -> Paper:
    """Keep the address that a list gave, if it leads to the paper and is not the one we would give ourselves."""
    if link is None or _led_to(link)[0] != paper.arxiv_id or link == link_of(replace(paper, link=None)):
        return paper
    return replace(paper, link=link)


def _led_to(link: str) -> tuple[str | None, int | None]:
    """The paper that an address leads to, and the version, if it names one."""
    try:
        return parse_arxiv_id(link) if is_address(link) else (None, None)
    except NotAnArxivId:
        return None, None


def is_arxiv_id(text: str) -> bool:
    """Whether the text is a base id and nothing else."""
    try:
        return parse_arxiv_id(text) == (text, None)
    except NotAnArxivId:
        return False


def is_address(text: str) -> bool:
    """Whether the text is an http(s) address that may stand in a link."""
    return _ADDRESS.fullmatch(text) is not None
