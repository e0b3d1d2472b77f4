import pytest

from ssl_watch.arxiv.texts import is_withdrawn

ABSTRACT = "We learn without labels and see what comes of it."


@pytest.mark.parametrize(
    "comment",
    [
        "This paper has been withdrawn by the author due to a crucial sign error in equation 1",
        "This paper has been withdrawn",
        "Withdrawn",
        "withdrawn.",
        "Paper withdrawn due to an error in Section 4",
        "The paper is withdrawn because of missing permissions",
        "12 pages. This article has been temporarily withdrawn for revision",
        "This submission has been withdrawn by arXiv administrators due to unsupported authorship",
        "arXiv admin note: This version has been withdrawn by arXiv administrators",
        "This work was withdrawn from arXiv by its authors",
        "The authors have withdrawn this paper",
        "We withdraw this manuscript; a new one follows",
        "Has been withdrawn to fix an error",
    ],
)
def test_a_comment_that_says_so_withdraws_the_paper(comment: str) -> None:
    assert is_withdrawn(comment, ABSTRACT)


@pytest.mark.parametrize(
    "comment",
    [
        "",
        "12 pages, 3 figures",
        "Withdrawn from ICLR 2026, now submitted to ICML",
        "This paper was withdrawn from the proceedings of X",
        "An earlier version has been withdrawn from NeurIPS",
        "Supersedes arXiv:2601.00001, which has been withdrawn",
        "A replacement for the withdrawn paper 2601.00001",
        "Includes a discussion of withdrawn papers",
        "Accepted by CVPR; withdrawal rates in the appendix",
    ],
)
def test_other_comments_do_not(comment: str) -> None:
    assert not is_withdrawn(comment, ABSTRACT)


def test_an_abstract_that_is_nothing_but_the_notice_withdraws_the_paper() -> None:
    assert is_withdrawn("", "This paper has been withdrawn by the authors. A new version will follow.")


@pytest.mark.parametrize(
    "abstract",
    [
        "Withdrawn consent is a problem for self-supervised models of patients.",
        "We study papers that were withdrawn. This paper has been withdrawn, they say, is how it begins.",
        "This paper has been withdrawn, says the notice; " + "we study such notices. " * 30,
    ],
)
def test_an_abstract_that_speaks_of_withdrawing_does_not(abstract: str) -> None:
    assert not is_withdrawn("", abstract)
