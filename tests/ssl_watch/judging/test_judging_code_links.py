"""Code links, on texts written for these tests."""

import pytest

from ssl_watch import code_links
from ssl_watch.code_links import CodeState
from tests.ssl_watch.judging.papers import paper


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("Code is available at https://github.com/lake/pond.", "https://github.com/lake/pond"),
        ("Code: \\url{https://github.com/lake/pond\\_two}.", "https://github.com/lake/pond_two"),
        ("Code: \\href{https://github.com/lake/pond}{here}", "https://github.com/lake/pond"),
        ("(see https://github.com/lake/pond).", "https://github.com/lake/pond"),
        ("[https://github.com/lake/pond](https://github.com/lake/pond)", "https://github.com/lake/pond"),
        ("Code at https://github.com/ lake/pond, soon.", "https://github.com/lake/pond"),
        ("Code at https://github.com/\nlake/pond", "https://github.com/lake/pond"),
        ("Code at https://\n  github.com/lake/pond", "https://github.com/lake/pond"),
        ("Code at https://github.com/lake/deep-\n  pond and more", "https://github.com/lake/deep-pond"),
        ("Code at https://github.com/lake/pond.The fish swim.", "https://github.com/lake/pond"),
        ("Code: github.com/lake/pond", "https://github.com/lake/pond"),
        ("Code: https://github.com/lake/pond.git", "https://github.com/lake/pond"),
        ("Code: https://github.com/lake/legit", "https://github.com/lake/legit"),
        ("Code: https://github.com/lake/digit.", "https://github.com/lake/digit"),
        ("Code: https://github.com/lake/pond.js!", "https://github.com/lake/pond.js"),
        ("Code: https://github.com/lake/pond/tree/main/deep;", "https://github.com/lake/pond/tree/main/deep"),
        ("Code: https://gitlab.example.org/lake/pond", "https://gitlab.example.org/lake/pond"),
        ("Code: https://bitbucket.org/lake/pond", "https://bitbucket.org/lake/pond"),
        ("Code: https://codeberg.org/lake/pond", "https://codeberg.org/lake/pond"),
        ("Code: https://huggingface.co/lake/pond", "https://huggingface.co/lake/pond"),
        ("Code: https://anonymous.4open.science/r/pond-1F2E", "https://anonymous.4open.science/r/pond-1F2E"),
    ],
)
def test_a_repository_is_found_whole_and_without_what_is_around_it(text: str, url: str) -> None:
    link = code_links.find(paper(abstract=text))
    assert (link.state, link.url) == (CodeState.ABSTRACT, url)
    assert link.evidence


def test_a_repository_in_the_comment_says_so() -> None:
    link = code_links.find(paper(abstract="No link here.", comment="8 pages. Code: https://github.com/lake/pond"))
    assert (link.state, link.url) == (CodeState.COMMENT, "https://github.com/lake/pond")


def test_the_baselines_repository_is_never_the_papers_own() -> None:
    text = "We use the baseline at https://github.com/other/base. Our code is at https://github.com/lake/pond."
    assert code_links.find(paper(abstract=text)).url == "https://github.com/lake/pond"
    only = code_links.find(paper(abstract="Our model is built on https://github.com/other/base and runs fast."))
    assert (only.state, only.url) == (CodeState.NONE, None)


def test_the_data_sets_repository_gives_way_to_the_codes() -> None:
    text = "The dataset is at https://github.com/lake/data and the code is at https://github.com/lake/pond."
    assert code_links.find(paper(abstract=text)).url == "https://github.com/lake/pond"
    data = "The dataset is at https://huggingface.co/datasets/lake/data."
    assert code_links.find(paper(abstract=data)).state is CodeState.NONE


def test_a_project_page_is_told_from_a_repository() -> None:
    link = code_links.find(paper(comment="Project page: https://lake.github.io/pond/."))
    assert (link.state, link.url) == (CodeState.PROJECT, "https://lake.github.io/pond/")
    both = code_links.find(
        paper(comment="Project page: https://lake.github.io/pond/", abstract="Code: https://github.com/lake/pond")
    )
    assert (both.state, both.url) == (CodeState.ABSTRACT, "https://github.com/lake/pond")


@pytest.mark.parametrize(
    "text",
    [
        "Code will be released upon acceptance.",
        "We will release our code and models.",
        "The source code will be made publicly available.",
        "Code coming soon.",
    ],
)
def test_a_promise_without_a_link_is_a_promise(text: str) -> None:
    link = code_links.find(paper(abstract=f"We fish. {text} The end."))
    assert (link.state, link.url) == (CodeState.PROMISED, None)
    assert link.evidence in text + "."


@pytest.mark.parametrize(
    "text",
    [
        "",
        "We study codes over finite fields.",
        "See https://arxiv.org/abs/2401.00001 and https://doi.org/10.1000/1.",
        "A video is at https://youtu.be/abc.",
        "Written for github.com users",
        "https://",
        "http:// http:// http://",
    ],
)
def test_what_is_no_code_link_is_none(text: str) -> None:
    assert code_links.find(paper(abstract=text, comment=text)) == code_links.CodeLink(state=CodeState.NONE)
