"""Venues, on comments of the kinds that arXiv has."""

import pytest

from ssl_watch import venues
from ssl_watch.venues import VenueState
from tests.ssl_watch.judging.papers import paper

ACCEPTED, SUBMITTED = VenueState.ACCEPTED, VenueState.SUBMITTED


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        ("Accepted at NeurIPS 2023", ("NeurIPS", 2023, None, ACCEPTED)),
        ("NIPS 2017", ("NeurIPS", 2017, None, ACCEPTED)),
        ("9 pages, 4 figures, CVPR2018", ("CVPR", 2018, None, ACCEPTED)),
        ("Accepted for CVPR'26", ("CVPR", 2026, None, ACCEPTED)),
        ("To appear in WACV 2024. 12 pages", ("WACV", 2024, None, ACCEPTED)),
        ("Published in IEEE TMI", ("IEEE TMI", None, None, ACCEPTED)),
        ("Accepted to International Joint Conference on Neural Networks (IJCNN) 2023", ("IJCNN", 2023, None, ACCEPTED)),
        ("IEEE Transactions on Medical Imaging, 2021", ("IEEE TMI", 2021, None, ACCEPTED)),
        ("ICASSP 2024 Best Student Paper Awarded. Code: x", ("ICASSP", 2024, "best paper", ACCEPTED)),
        ("ICLR 2024 Spotlight", ("ICLR", 2024, "spotlight", ACCEPTED)),
        ("Accepted to AAAI 2025 (Oral)", ("AAAI", 2025, "oral", ACCEPTED)),
        ("Accepted at the 40th Annual AAAI Conference (2026)", ("AAAI", 2026, None, ACCEPTED)),
        ("Workshop on Lakes at ICML 2022", ("ICML", 2022, "workshop", ACCEPTED)),
        ("ACL 2023 (Findings)", ("ACL", 2023, "findings", ACCEPTED)),
        ("Submitted to ICASSP 2026", ("ICASSP", 2026, None, SUBMITTED)),
        ("Under review at TMLR", ("TMLR", None, None, SUBMITTED)),
        ("Preprint. Submitted to ICML 2026. 8 pages", ("ICML", 2026, None, SUBMITTED)),
        ("Submitted to ICLR 2023, accepted at ICML 2023", ("ICML", 2023, None, ACCEPTED)),
        ("LangLake Workshop @ CoRL, 2024. Accepted at IROS 2025", ("IROS", 2025, None, ACCEPTED)),
        ("Accepted at COLM 2026 (main conference) and the COLM 2026 Workshop", ("COLM", 2026, None, ACCEPTED)),
        ("acl2026 findings", ("ACL", 2026, "findings", ACCEPTED)),
        (
            "To appear in Findings of the Association for Computational Linguistics: EMNLP 2025",
            ("EMNLP", 2025, "findings", ACCEPTED),
        ),
        ("Accepted at Lakes (CVPRW 2026)", ("CVPR", 2026, "workshop", ACCEPTED)),
        ("EMNLP 2025 demo", ("EMNLP", 2025, "demo", ACCEPTED)),
        ("EACL 2026 (Industrial Track)", ("EACL", 2026, "industry", ACCEPTED)),
        ("Report of the Lake Challenge at CVPR 2026", ("CVPR", 2026, "challenge", ACCEPTED)),
        ("NeurIPS 2024 (poster)", ("NeurIPS", 2024, "poster", ACCEPTED)),
        ("WASPAA 2025 (best paper award candidate)", ("WASPAA", 2025, None, ACCEPTED)),
        ("CVPR 2025 (https://lakes.example/2025/poster/33292)", ("CVPR", 2025, None, ACCEPTED)),
        ("Accepted at the 9th Conference on Lakes, Rivers, and Ponds (LARIPO 2025)", ("LARIPO", 2025, None, ACCEPTED)),
        ("To appear at the Ninth Conference on Lakes (WLT24)", ("WLT", 2024, None, ACCEPTED)),
        ("In Proceedings LAKES 2019", ("LAKES", 2019, None, ACCEPTED)),
        ("8th Conference on Lakes, LAKON 2018, Nice", ("LAKON", 2018, None, ACCEPTED)),
        (
            "Accepted by IEEE Transactions on Systems, Man, and Cybernetics: Systems",
            ("IEEE Transactions on Systems, Man, and Cybernetics", None, None, ACCEPTED),
        ),
        (
            "Accepted for publication in “Lakes and Ponds: An Overview”",
            ("Lakes and Ponds: An Overview", None, None, ACCEPTED),
        ),
        ("Submitted for publication at the Lake Symposium (LASY) 2020", ("LASY", 2020, None, SUBMITTED)),
        ("Submitted to Lake Review Letters on 17th July 2016", ("Lake Review Letters", None, None, SUBMITTED)),
        ("8 pages; Proceedings of Science, 2010", ("Proceedings of Science", 2010, None, ACCEPTED)),
        ("Accepted to IEEE VIS 2025 Short Paper Track", ("VIS", 2025, None, ACCEPTED)),
        (
            "10 pages IEEE format, International Journal of Lakes and Information Security, IJLIS 2009, ISSN 1947 5500",
            ("IJLIS", 2009, None, ACCEPTED),
        ),
        ("Accepted at FLAIRS 38", ("FLAIRS", None, None, ACCEPTED)),
        ("HRI conference workshop", ("HRI", None, "workshop", ACCEPTED)),
        ("Submitted to Advanced Lakes", ("Advanced Lakes", None, None, SUBMITTED)),
        ("MICCAI 2025 (under review)", ("MICCAI", 2025, None, SUBMITTED)),
        (
            "The paper is under consideration at Pattern Recognition Letters",
            ("Pattern Recognition Letters", None, None, SUBMITTED),
        ),
        ("Camera-ready version of the paper submitted to ICASSP 2024", ("ICASSP", 2024, None, ACCEPTED)),
        ("Submitted to ICRA on 2024-09-15", ("ICRA", None, None, SUBMITTED)),
        ("Accepted by IEEE TMI, pp. 2001-2010", ("IEEE TMI", None, None, ACCEPTED)),
        ("Accepted to Interspeech", ("Interspeech", None, None, ACCEPTED)),
        ("Accepted to the European Forum of Lakes (EFL) 2024", ("EFL", 2024, None, ACCEPTED)),
        ("Accepted for publication in the Journal of Lake Science", ("Journal of Lake Science", None, None, ACCEPTED)),
    ],
)
def test_a_comment_names_the_venue(comment: str, expected: tuple[str, int | None, str | None, VenueState]) -> None:
    venue = venues.find(paper(comment=comment))
    assert venue is not None
    assert (venue.name, venue.year, venue.track, venue.state) == expected
    assert venue.evidence in comment


@pytest.mark.parametrize(
    "comment",
    [
        "", "10 pages, 3 figures", "v2: typos fixed", "Preprint", "MS Graduate Research Thesis", "work in progress",
        "This work has been submitted to the IEEE for possible publication", "Under review", "arXiv:1802.01234",
        "Extended version of our ICML 2019 paper", "10 pages, CVPR format", "Technical report, May 2021",
        "First two authors contributed equally", "Submitted for publication",
        "An ACL tear is a knee injury we simulate",
        "A short version is published in ISIT 2018", "Full version of the paper accepted at AAAI 2024",
        "An extension of WACV 2025 (Oral)", "ICAART 2019 extension",
        "exteded version of a poster at EMBC 2025", "Rejected from ICLR 2024",
        "The paper was submitted to IJCAI-15, but was rejected", "Evaluated on the ICDAR 2015 dataset",
        "Project page: https://lake-nips2025.example.org", "To appear in August 2000", "TREC-QA was added",
        "Submitted for peer review", "Accepted", "Preprint submitted to Elsevier",
        "2024", "https://2024.icml.cc.example/x",
    ],
)  # fmt: skip
def test_garbage_does_not_become_a_venue(comment: str) -> None:
    assert venues.find(paper(comment=comment)) is None


def test_another_venues_prize_is_not_this_venues() -> None:
    venue = venues.find(
        paper(comment="ICML 2025 main track. An early version won the best paper award at NeurIPS 2024.")
    )
    assert venue is not None
    assert (venue.name, venue.year, venue.track) == ("ICML", 2025, None)


@pytest.mark.parametrize(
    ("reference", "name", "year"),
    [
        ("Lake Review E 81, 046110 (2010)", "Lake Review E", 2010),
        ("IEEE Transactions on Image Processing, vol. 30, pp. 1-12, 2021", "IEEE TIP", 2021),
        ("Proc. Interspeech 2021, 1234-1238", "Interspeech", 2021),
        ("Lake. Rev. Research 7, L042071 (2025)", "Lake. Rev. Research", 2025),
        ("IEEE Trans. Med. Imaging 40 (2021) 1-12", "IEEE TMI", 2021),
        ("Advances in Neural Information Processing Systems 33 (2020)", "NeurIPS", 2020),
        ("JMLR 22(110):1-40, 2021", "JMLR", 2021),
        ("Proceedings of the 37th International Conference on Machine Learning, PMLR 119, 2020", "ICML", 2020),
    ],
)
def test_a_journal_reference_is_where_the_paper_appeared(reference: str, name: str, year: int) -> None:
    venue = venues.find(paper(journal_ref=reference, comment="Submitted to ICLR 2019"))
    assert venue is not None
    assert (venue.name, venue.year, venue.state) == (name, year, ACCEPTED)
