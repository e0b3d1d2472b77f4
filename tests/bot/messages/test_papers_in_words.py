"""One paper in words: the lines of a digest and a listing, the card, the abstract, the question of a dispute."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.messages import facts, listings, paper
from ssl_watch import queries
from ssl_watch.code_links import CodeLink, CodeState
from ssl_watch.papers import Author
from ssl_watch.queries import Results
from ssl_watch.relevance import Level, Relevance
from ssl_watch.venues import Venue, VenueState
from tests.bot.messages.papers_of_our_own import NOW, KnownVersion, LookedUp, entry, judged
from tests.bot.messages.telegram_html import check

REPOSITORY = "https://github.com/ada/listen"


def _people(count: int) -> tuple[Author, ...]:
    return tuple(Author(name=f"Author{number}") for number in range(count))


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, ""), (1, "Author0"), (2, "Author0 and Author1"), (3, "Author0 et al."), (300, "Author0 et al.")],
)
def test_authors_are_named_as_papers_cite_them(count: int, said: str) -> None:
    assert facts.authors(_people(count)) == said


def test_a_card_names_the_first_authors_and_counts_the_others() -> None:
    assert facts.all_authors(_people(300), 3) == "Author0, Author1, Author2 and 297 more"


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (CodeState.ABSTRACT, f'<a href="{REPOSITORY}">code</a>'),
        (CodeState.COMMENT, f'<a href="{REPOSITORY}">code</a>'),
        (CodeState.LISTED, f'<a href="{REPOSITORY}">code</a>'),
        (CodeState.PROJECT, f'<a href="{REPOSITORY}">project page</a>'),
    ],
)
def test_code_is_linked_and_its_state_told(state: CodeState, said: str) -> None:
    assert facts.code(CodeLink(state=state, url=REPOSITORY)) == said


def test_promised_code_is_told_and_no_code_is_passed_over() -> None:
    assert facts.code(CodeLink(state=CodeState.PROMISED)) == "code promised"
    assert facts.code(CodeLink(state=CodeState.NONE)) == ""


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "tg://user?id=1",
        "https://",
        "https://[",
        "https://a b.example",
        "http://localhost",
        "https://a.example/\u202e",
        f"https://a.example/{'x' * 400}",
        "",
    ],
)
def test_an_address_that_is_no_web_address_is_not_linked(address: str) -> None:
    assert facts.link(address, "code") == "code"


def test_an_address_cannot_break_out_of_its_attribute() -> None:
    message = check(facts.link('https://a.example/?a=1&b="><b>', "code"))
    assert message.links() == ['https://a.example/?a=1&b="><b>']


@pytest.mark.parametrize(
    ("venue", "said"),
    [
        (Venue(name="NeurIPS", state=VenueState.ACCEPTED, evidence="", year=2026), "NeurIPS 2026"),
        (Venue(name="ICLR", state=VenueState.ACCEPTED, evidence="", year=2026, track="oral"), "ICLR 2026 (oral)"),
        (Venue(name="CVPR", state=VenueState.SUBMITTED, evidence=""), "submitted to CVPR"),
        (None, ""),
    ],
)
def test_a_venue_is_named_and_submitted_is_not_accepted(venue: Venue | None, said: str) -> None:
    assert facts.venue(venue) == said


def test_a_domain_that_is_no_longer_known_keeps_its_name() -> None:
    assert facts.domain("alchemy") == "alchemy"
    assert facts.domain("") == "Other"


def test_a_title_without_a_letter_left_is_still_a_link() -> None:
    assert check(facts.title(judged(title="\u200b \u202e").paper)).text == "arXiv:2611.01234"


def test_the_title_0_is_a_title() -> None:
    assert check(facts.title(judged(title="0").paper)).text == "0"


def test_an_id_of_no_known_form_is_not_linked() -> None:
    assert facts.title(judged(arxiv_id='1"><b>').paper) == "A masked autoencoder that listens"


def test_an_old_style_id_is_linked() -> None:
    assert check(facts.title(judged(arxiv_id="hep-th/9901001").paper)).links() == [
        "https://arxiv.org/abs/hep-th/9901001"
    ]


def test_a_block_of_a_digest_has_title_people_links_summary_and_reason() -> None:
    listed = entry(
        code=CodeLink(state=CodeState.ABSTRACT, url=REPOSITORY),
        venue=Venue(name="ICLR", state=VenueState.ACCEPTED, evidence="", year=2026),
        domains=("alchemy", "astrology"),
        submitted_at=NOW - timedelta(days=12),
    )
    assert check(paper.block(listed, 3, name_domain=False).text).text.splitlines() == [
        "3. A masked autoencoder that listens",
        "Ada Byron et al. · ICLR 2026 · code · arrived 12 days late",
        "A network guesses the hidden parts of a recording, and learns to hear.",
        "core · “masked autoencoder” in title · also astrology",
    ]


def test_a_withdrawn_paper_says_so() -> None:
    assert "withdrawn · Ada Byron et al." in check(paper.block(entry(withdrawn=True), 1, name_domain=False).text).text


def test_a_block_names_its_domain_where_no_heading_does() -> None:
    told = check(paper.block(entry(domains=("alchemy",)), 1, name_domain=True).text).text
    assert told.splitlines()[-1] == "core · “masked autoencoder” in title · alchemy"


def test_a_paper_that_only_uses_ssl_says_so() -> None:
    uses = Relevance(level=Level.USES, score=0.4, evidence=("“wav2vec”",))
    assert "uses SSL · “wav2vec”" in paper.block(entry(relevance=uses), 1, name_domain=False).text


def test_a_card_tells_everything_known() -> None:
    subject = judged(
        title="Listening",
        version=2,
        code=CodeLink(state=CodeState.COMMENT, url=REPOSITORY, evidence="Our code is open"),
        venue=Venue(name="ICLR", state=VenueState.ACCEPTED, evidence="Accepted at ICLR 2026", year=2026),
        comment="12 pages",
        journal_ref="Journal of Hearing 3",
        dois=("10.1000/xyz",),
        domains=("alchemy", "astrology"),
    )
    versions = (KnownVersion(version=2), KnownVersion(version=1, withdrawn=True))
    message = check(paper.card(LookedUp(judged=subject, versions=versions)))
    assert message.text.splitlines() == [
        "Listening",
        "Ada Byron, Mary Somerville, Sofja Kowalewskaja",
        "",
        "A network guesses the hidden parts of a recording, and learns to hear.",
        "",
        "SSL: core · “masked autoencoder” in title, “pretext task”",
        "Domains: alchemy (“recording”), astrology (“recording”)",
        "Code: github.\u2060com/ada/listen · named in the comment · “Our code is open”",
        "Venue: ICLR 2026 · accepted · “Accepted at ICLR 2026”",
        "",
        "Versions: v1 23 Nov 2026 (withdrawn), v2 23 Nov 2026",
        "Seen here: 23 Nov 2026",
        "Comment: 12 pages",
        "Published: Journal of Hearing 3 · doi:10.1000/xyz",
        "arXiv: 2611.01234v2 · cs.\u2060LG, cs.\u2060SD",
        "We hide parts of a recording and let a network guess them. It learns to hear.",
    ]
    assert message.links() == ["https://arxiv.org/abs/2611.01234", REPOSITORY, "https://doi.org/10.1000/xyz"]


@pytest.mark.parametrize(
    ("known", "version", "told"),
    [
        ((3, 4), 4, "v1 11 Nov 2026, …, v3 23 Nov 2026, v4 23 Nov 2026"),
        ((2,), 2, "v1 11 Nov 2026, v2 23 Nov 2026"),
        ((1, 2), 2, "v1 23 Nov 2026, v2 23 Nov 2026"),
        ((), 5, "v1 11 Nov 2026, …, v5 23 Nov 2026"),
        ((), 1, "v1 23 Nov 2026"),
        (range(1, 13), 12, "v1 11 Nov 2026, …, v7 23 Nov 2026, v8 23 Nov 2026"),
    ],
)
def test_a_card_tells_the_last_versions_and_when_the_first_one_came(
    known: Iterable[int], version: int, told: str
) -> None:
    subject = judged(version=version, updated_at=NOW, submitted_at=NOW - timedelta(days=12))
    looked_up = LookedUp(judged=subject, versions=tuple(KnownVersion(version=number) for number in known))
    assert f"Versions: {told}" in check(paper.card(looked_up)).text


def test_a_card_says_in_words_how_code_stands_and_which_words_say_so() -> None:
    promise = CodeLink(state=CodeState.PROMISED, evidence="Code will be released & <soon> at example.org")
    told = check(paper.card(LookedUp(judged=judged(code=promise)))).text
    assert "Code: promised, no link named · “Code will be released & <soon> at example.\u2060org”" in told
    assert "Code: none named\n" in check(paper.card(LookedUp(judged=judged(code=CodeLink(state=CodeState.NONE))))).text


def test_words_that_stand_in_the_comment_anyway_are_not_said_twice() -> None:
    found = CodeLink(state=CodeState.COMMENT, url=REPOSITORY, evidence=f"Code: {REPOSITORY}")
    venue = Venue(name="ICML", state=VenueState.ACCEPTED, evidence="Accepted to ICML")
    subject = judged(code=found, venue=venue, comment=f"Accepted to ICML. Code: {REPOSITORY}")
    told = check(paper.card(LookedUp(judged=subject))).text
    assert "named in the comment\nVenue: ICML · accepted\n" in told
    assert told.count("Accepted to ICML") == 1


def test_a_card_tells_submitted_from_accepted() -> None:
    sent = Venue(name="CVPR", state=VenueState.SUBMITTED, evidence="Submitted to CVPR")
    told = check(paper.card(LookedUp(judged=judged(venue=sent)))).text
    assert "Venue: submitted to CVPR · “Submitted to CVPR”" in told


def test_a_card_of_a_paper_of_which_little_is_known_has_no_empty_lines() -> None:
    bare = judged(authors=(), abstract="", summary="", categories=(), comment=None)
    text = check(paper.card(LookedUp(judged=bare))).text
    assert "\n\n\n" not in text
    assert not text.endswith("\n")


def test_a_card_shortens_an_abstract_for_which_there_is_no_room() -> None:
    message = check(paper.card(LookedUp(judged=judged(abstract="hide and guess " * 700))))
    assert message.inside("blockquote")[0].endswith("…")
    assert len(message.text) > 3500


def test_the_abstract_alone_is_as_long_as_a_message_can_be() -> None:
    assert len(check(paper.abstract(judged(abstract="hide and guess " * 700))).text) > 3900


def test_a_missing_abstract_is_told() -> None:
    assert "not known here" in check(paper.abstract(judged(abstract=" "))).text


def test_a_listing_is_numbered_through_all_pages() -> None:
    found = Results(papers=(judged(),) * 5, total=38, offset=5)
    lines = check(listings.listing(found, heading=listings.latest_heading(None))).text.splitlines()
    assert lines[:2] == ["Latest in self-supervised learning", "6–10 of 38"]
    assert next(line for line in lines if line.endswith("listens")).startswith("6. ")
    assert lines[-2:] == [
        "Ada Byron et al. · 21 Nov 2026",
        "A network guesses the hidden parts of a recording, and learns to hear.",
    ]


def test_a_listing_of_nothing_says_so() -> None:
    empty = Results(papers=(), total=0)
    assert check(listings.listing(empty, heading="<b>Saved papers</b>")).text == "Saved papers\n\nNo papers here yet."


def test_a_paper_without_its_first_date_is_listed_under_the_one_it_has() -> None:
    imported = judged(submitted_at=None, updated_at=NOW - timedelta(days=365))
    assert "23 Nov 2025" in listings.listing(Results(papers=(imported,), total=1), heading="x")


def test_a_paper_that_a_better_judge_found_says_so() -> None:
    found = replace(judged(), rejudged_at=NOW)
    said = "found on 23 Nov 2026 by a better judge"
    assert said in listings.listing(Results(papers=(found,), total=1, offset=0), heading="Here")
    assert said in paper.card(LookedUp(judged=found))
    assert said not in paper.card(LookedUp(judged=judged()))


def test_the_words_of_a_search_stand_in_its_first_code() -> None:
    words = '"contrastive learning" -video <b> & model.py @me'
    found = Results(papers=(judged(),), total=1)
    message = check(listings.listing(found, heading=listings.search_heading(queries.read(words))))
    assert message.inside("code")[0] == words


def test_a_total_that_was_not_counted_to_its_end_says_so() -> None:
    found = Results(papers=(judged(),), total=1000, capped=True, cut_short=True)
    said = check(listings.listing(found, heading="Here")).text
    assert "1–1 of 1000+\nLooking took too long" in said


def test_where_looking_was_ended_before_anything_was_found_it_is_not_said_that_there_is_nothing() -> None:
    ended = Results(papers=(), total=0, capped=True, cut_short=True)
    said = check(listings.listing(ended, heading="Here", nothing="No paper has all of this.")).text
    assert said == "Here\n\nLooking took too long and was ended: there may be more. Ask for less."
