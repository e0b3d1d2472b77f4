from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from ssl_watch import listings, verdicts
from ssl_watch.code_links import CodeLink, CodeState
from ssl_watch.listings import Listing
from ssl_watch.papers import Author, Paper
from ssl_watch.relevance import Level
from tests.ssl_watch.store.making import a_paper, a_table_row, judged


def completed(given: Paper, known: Paper, *, version_given: bool = True) -> Paper:
    return listings.complete(Listing(paper=given, version_given=version_given), judged(known)).paper


def test_a_thin_row_of_the_same_version_only_fills_gaps() -> None:
    known = a_paper(comment=None)
    row = a_table_row(title="Learningfrom joined words", comment="9 pages", link="http://arxiv.org/abs/2603.00001v1")
    assert completed(row, known) == replace(known, comment="9 pages", link="http://arxiv.org/abs/2603.00001v1")


def test_a_whole_record_of_the_same_version_is_believed_but_for_its_coarser_time() -> None:
    known = a_paper()
    midnight = known.updated_at.replace(hour=0, minute=0, second=0, microsecond=0)
    given = replace(known, title="A Better Title", updated_at=midnight, submitted_at=midnight)
    assert completed(given, known) == replace(known, title="A Better Title")


def test_another_day_is_believed() -> None:
    known = a_table_row()
    given = replace(known, updated_at=known.updated_at - timedelta(days=3))
    assert completed(given, known).updated_at == given.updated_at


def test_an_older_version_or_an_unknown_one_never_takes_anything_away() -> None:
    known = a_paper(version=3)
    assert completed(a_paper(title="Older", version=2), known) == known
    assert completed(a_paper(title="Of some version", version=1), known, version_given=False) == known


def test_a_newer_version_keeps_who_wrote_it_but_not_the_older_ones_comment() -> None:
    known = a_paper(comment="first try")
    given = a_table_row(version=2, title="Second Try")
    paper = completed(given, known)
    assert (paper.title, paper.version, paper.comment) == ("Second Try", 2, None)
    assert (paper.authors, paper.submitted_at) == (known.authors, known.submitted_at)


def test_affiliations_are_not_lost_to_a_list_of_names() -> None:
    known = a_paper()
    given = replace(known, authors=tuple(Author(name=author.name) for author in known.authors))
    assert completed(given, known).authors == known.authors


def test_a_listed_repository_outlives_a_list_without_one() -> None:
    code = CodeLink(state=CodeState.LISTED, url="https://github.com/a/b", evidence="given by an imported list")
    listing = listings.complete(Listing(paper=a_paper()), judged(a_paper(), code=code))
    assert listing.code_url == "https://github.com/a/b"


def test_nothing_known_leaves_a_listing_as_it_is() -> None:
    listing = Listing(paper=a_table_row())
    assert listings.complete(listing, None) == listing


TOMATOES = a_table_row(title="On the Growing of Tomatoes", abstract="They want sun, water and patience.")


def test_a_curated_heading_vouches_for_a_paper_whose_text_does_not() -> None:
    one = listings.judge(Listing(paper=TOMATOES, heading="SelfSupervised Learning"))
    assert one.verdict.relevance.level is Level.MENTIONS
    assert one.verdict.relevance.evidence == ("listed under “SelfSupervised Learning”",)
    assert verdicts.heading_of(one) == "SelfSupervised Learning"
    assert listings.complete(Listing(paper=TOMATOES), one).heading == "SelfSupervised Learning"


def test_a_poll_does_not_take_away_what_a_list_vouched_for() -> None:
    listed = listings.judge(Listing(paper=TOMATOES, heading="SelfSupervised Learning"))
    polled = verdicts.judge(replace(TOMATOES, authors=(Author(name="A. Gardener"),), categories=("q-bio.QM",)))
    merged = verdicts.merge(listed, polled)
    assert merged.paper.categories == ("q-bio.QM",)
    assert verdicts.heading_of(merged) == "SelfSupervised Learning"


def test_without_a_heading_a_paper_is_judged_by_its_text() -> None:
    one = listings.judge(Listing(paper=TOMATOES))
    assert one.verdict.relevance.level is Level.NONE
    assert verdicts.heading_of(one) is None


def test_a_listed_repository_counts_where_the_text_has_none() -> None:
    one = listings.judge(Listing(paper=TOMATOES, code_url="https://github.com/garden/tomatoes"))
    assert one.verdict.code.state is CodeState.LISTED
    assert listings.repository_of(one) == "https://github.com/garden/tomatoes"


def test_the_same_repository_in_the_text_keeps_its_evidence_and_the_lists_spelling() -> None:
    paper = a_paper(abstract="We learn. Our code is available at https://github.com/Garden/Tomatoes.")
    one = listings.judge(Listing(paper=paper, code_url="https://github.com/garden/tomatoes.git"))
    assert one.verdict.code.state is CodeState.ABSTRACT
    assert one.verdict.code.url == "https://github.com/garden/tomatoes.git"
    assert "available" in one.verdict.code.evidence


@pytest.mark.parametrize(
    "link",
    [
        "https://arxiv.org/pdf/2603.00001v1",  # of an older version
        "https://arxiv.org/abs/2603.00009v2",
        "https://example.org/a-project",
        "javascript:2603.00001v2",
    ],
)
def test_a_link_that_leads_elsewhere_is_not_given_for_the_paper(link: str) -> None:
    assert listings.link_of(a_paper(version=2, link=link)) == "https://arxiv.org/abs/2603.00001v2"


def test_only_a_link_to_the_paper_is_kept() -> None:
    kept = "https://arxiv.org/pdf/2603.00001"
    assert listings.with_link(a_paper(), kept).link == kept
    assert listings.link_of(a_paper(version=3, link=kept)) == kept
    for link in ("https://arxiv.org/pdf/2603.00009", "https://example.org/a-project"):
        assert listings.with_link(a_paper(), link).link is None


def test_a_sheets_names_are_those_of_the_same_people() -> None:
    known = a_paper(authors=(Author(name="Ada; Lee", affiliations=("Here",)),))
    assert completed(replace(known, authors=(Author(name="Ada, Lee"),)), known) == known


def test_a_repository_of_a_version_unknown_has_no_version_in_its_link() -> None:
    assert listings.link_of(a_paper(submitted_at=None)).endswith("/abs/2603.00001")
    assert listings.link_of(a_paper()).endswith("/abs/2603.00001v1")
    assert listings.link_of(a_paper(version=2, submitted_at=None)).endswith("/abs/2603.00001v2")


def test_dates_are_days_or_moments_with_a_zone() -> None:
    assert listings.read_date("2026-03-04") == datetime(2026, 3, 4, tzinfo=UTC)
    assert listings.read_date("2026-03-04T05:00:00+05:00") == datetime(2026, 3, 4, tzinfo=UTC)
    assert listings.read_date("2026-03-04T05:00:00Z").hour == 5
