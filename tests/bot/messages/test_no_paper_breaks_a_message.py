"""Whatever arXiv puts in a paper, each message made of it is valid, within every limit, and has no live mention."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.messages import citation, digest, disputes, html, listings, paper
from ssl_watch import queries
from ssl_watch.changes import Change, Changed, ChangeKind
from ssl_watch.code_links import CodeLink, CodeState
from ssl_watch.digests import Digest, Entry
from ssl_watch.disputes import Dispute, Effect
from ssl_watch.domains import Filing
from ssl_watch.papers import Author
from ssl_watch.queries import Results
from ssl_watch.relevance import Level, Relevance
from ssl_watch.venues import Venue, VenueState
from ssl_watch.verdicts import JudgedPaper
from tests.bot.messages.foreign_text import any_length, short
from tests.bot.messages.papers_of_our_own import NOW, KnownVersion, LookedUp, coverage, judged
from tests.bot.messages.papers_of_our_own import digest as composed
from tests.bot.messages.telegram_html import check

thorough = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)

texts = st.lists(any_length, max_size=4).map(tuple)
people = any_length.map(lambda name: Author(name=name))
authors = st.lists(people, max_size=4) | people.map(lambda author: [author] * 300)
addresses = st.none() | any_length | short.map(lambda path: f"https://github.com/{path}")
venues = st.none() | st.builds(
    Venue,
    name=any_length,
    state=st.sampled_from(VenueState),
    evidence=any_length,
    year=st.none() | st.integers(1990, 2030),
    track=st.none() | any_length,
)
papers = st.builds(
    judged,
    title=any_length,
    abstract=any_length,
    summary=any_length,
    authors=authors.map(tuple),
    comment=st.none() | any_length,
    journal_ref=st.none() | any_length,
    dois=st.lists(any_length, max_size=3).map(tuple),
    categories=st.lists(short, max_size=8).map(tuple),
    withdrawn=st.booleans(),
    submitted_at=st.sampled_from([None, NOW, NOW - timedelta(days=4000)]),
    code=st.builds(CodeLink, state=st.sampled_from(CodeState), url=addresses, evidence=any_length),
    venue=venues,
    relevance=st.builds(Relevance, level=st.sampled_from(Level), score=st.just(0.5), evidence=texts),
    filings=st.lists(st.builds(Filing, name=any_length, score=st.just(0.5), evidence=texts), max_size=6).map(tuple),
)
caps = st.none() | st.integers(1, 60)


def _of(number: int, template: JudgedPaper, searches: tuple[str, ...] = ()) -> Entry:
    subject = replace(template, paper=replace(template.paper, arxiv_id=f"2611.{number:05}"))
    names = subject.domain_names
    return Entry(judged=subject, domain=names[0] if names else "", also=names[1:], searches=searches)


@st.composite
def changed_papers(draw: st.DrawFn, template: JudgedPaper, number: int) -> Changed:
    """A paper of an earlier digest, with any of its changes."""
    arxiv_id = f"2501.{number:05}"
    kinds = draw(st.lists(st.sampled_from(ChangeKind), min_size=1, unique=True))
    told = draw(any_length)
    changes = (Change(arxiv_id=arxiv_id, kind=kind, version=number + 1, told=told, seen_at=NOW) for kind in kinds)
    subject = replace(template, paper=replace(template.paper, arxiv_id=arxiv_id))
    return Changed(judged=subject, changes=tuple(changes))


@st.composite
def digests(draw: st.DrawFn) -> Digest:
    """A digest of up to 60 papers, made after a few."""
    templates = draw(st.lists(papers, min_size=1, max_size=3))
    count = draw(st.integers(0, 60))
    searches = tuple(draw(st.lists(any_length, max_size=5)))
    entries = [_of(number, templates[number * len(templates) // count], searches) for number in range(count)]
    receipt = coverage(late=count, sources=tuple(draw(st.lists(any_length, max_size=6))))
    changed = tuple(draw(changed_papers(templates[0], number)) for number in range(draw(st.integers(0, 30))))
    return replace(composed(*entries, cap=draw(caps), receipt=receipt), changed=changed)


@thorough
@given(digests())
def test_every_page_of_every_digest_is_valid_and_each_paper_is_on_one(subject: Digest) -> None:
    pages = digest.pages(subject, zone="Europe/Berlin")
    owed = [entry.judged.paper.arxiv_id for entry in subject.entries]
    told = [changed.judged.paper.arxiv_id for changed in subject.changed]
    linked = []
    for page in pages:
        message = check(digest.repeat_note() + page.text)
        linked += [link for link in message.links() if link.startswith("https://arxiv.org/abs/")]
        assert len(page.papers) <= digest.MOST_PAPERS
    assert [judged.paper.arxiv_id for page in pages for judged in page.papers] == owed
    assert linked == [f"https://arxiv.org/abs/{arxiv_id}" for arxiv_id in (*owed, *told)]


@thorough
@given(digests())
def test_every_page_can_be_said_in_plain_text(subject: Digest) -> None:
    for page in digest.pages(subject, zone="UTC"):
        said = html.plain(page.text)
        assert 0 < len(said.encode("utf-16-le")) // 2 <= 4096


@thorough
@given(papers, st.integers(0, 30))
def test_every_card_is_valid(subject: JudgedPaper, versions: int) -> None:
    known = tuple(KnownVersion(version=number, withdrawn=True) for number in range(versions))
    message = check(paper.card(LookedUp(judged=subject, versions=known)))
    assert message.links()[0] == "https://arxiv.org/abs/2611.01234"


@thorough
@given(papers)
def test_every_citation_is_a_valid_message_or_none(subject: JudgedPaper) -> None:
    if said := citation.message(subject):
        assert check(said).inside("code")[0].startswith("@misc{arXiv-2611.01234,")


@thorough
@given(papers)
def test_every_abstract_and_every_question_is_valid(subject: JudgedPaper) -> None:
    check(paper.abstract(subject))
    for name in ("", *subject.domain_names):
        check(disputes.question(subject, name))


def _without_our_commands(said: str) -> str:
    return said.replace("/latest", "the latest").replace("/search", "a search")


@thorough
@given(st.lists(papers, min_size=1, max_size=9), st.none() | any_length, st.integers(0, 2))
def test_whatever_is_disputed_is_said_in_one_message(subjects: list[JudgedPaper], name: str | None, page: int) -> None:
    about = [(one.paper.arxiv_id, one.verdict.relevance.evidence) for one in subjects]
    said = [Dispute(arxiv_id=known, domain=name, evidence=reason, disputed_at=NOW) for known, reason in about]
    moved = tuple((one, name or "general") for one in subjects)
    for effect in (None, Effect(papers=0), Effect(papers=99, left_out=tuple(subjects), moved=moved)):
        check(_without_our_commands(disputes.noted(subjects[0], said[0], effect)))
    check(_without_our_commands(disputes.corrections(list(zip(said, subjects, strict=True)), page)))


@thorough
@given(
    st.lists(papers, max_size=listings.PER_PAGE), st.sampled_from(["@words.example " * 13, "(a* OR 1* b", "self -e"])
)
def test_every_listing_is_valid_and_holds_all_of_its_papers(subjects: list[JudgedPaper], words: str) -> None:
    found = Results(papers=tuple(subjects), total=1000, offset=49_995, capped=True, cut_short=True)
    query = queries.read(words)
    message = check(listings.listing(found, heading=listings.search_heading(query), sought=query.term))
    assert message.links().count("https://arxiv.org/abs/2611.01234") == len(subjects)
