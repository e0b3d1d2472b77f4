"""Code links, on texts written for these tests."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
        ("Code: https://github.com/lake/pond/tree/main.", "https://github.com/lake/pond"),
        ("Code: https://github.com/lake/pond/blob/main/README.md", "https://github.com/lake/pond"),
        ("Code: https://github.com/lake/pond?tab=readme-ov-file#use", "https://github.com/lake/pond"),
        ("Code: https://github.com/lake/pond/releases", "https://github.com/lake/pond"),
        ("Code: https://github.com//lake/pond/", "https://github.com/lake/pond"),
        ("Code: HTTPS://WWW.GitHub.com/Lake/Pond", "https://github.com/Lake/Pond"),
        ("Code: http://github.com/lake/pond", "https://github.com/lake/pond"),
        ("Code at https: // github. com/ lake/ deep-pond .", "https://github.com/lake/deep-pond"),
        ("Code at https://github. com/lake/pond).", "https://github.com/lake/pond"),
        ("Code at ttps://github.com/lake/pond", "https://github.com/lake/pond"),
        ("Code at https:/github.com/lake/pond", "https://github.com/lake/pond"),
        ("The code is available atgithub.com/lake/pond.", "https://github.com/lake/pond"),
        ("Code: https://github.com/lake/pond;data: none", "https://github.com/lake/pond"),
        ("Code: https://github.com/lake/pond,https://lake.example.org", "https://github.com/lake/pond"),
        ("Code: https://GITHUB.COM/Lake/Pond.GIT", "https://github.com/Lake/Pond"),
        ("Code: https://github.com:443/lake/pond", "https://github.com/lake/pond"),
        ("Code: https://lake@github.com/lake/pond", "https://github.com/lake/pond"),
        ("Code: https://github.com/lake /pond.", "https://github.com/lake/pond"),
        ("Code: https://github.com/lake/pond%20", "https://github.com/lake/pond"),
        ("Code: https://github.com/lake/pond&amp;x", "https://github.com/lake/pond"),
        ("Code: https://github.com/lake/pond/issues/3", "https://github.com/lake/pond"),
        ("Code: https://raw.githubusercontent.com/lake/pond/main/x.py", "https://github.com/lake/pond"),
        ("Code: _https://github.com/lake/pond_", "https://github.com/lake/pond"),
        ("Code: https://github.com/lake/pond_.", "https://github.com/lake/pond_"),
        ("Code: git@github.com:lake/pond.git", "https://github.com/lake/pond"),
        ("Code: \\url{https://github.com/lake/\n deep_pond}", "https://github.com/lake/deep_pond"),
        ("Code: \\url{https://github.com/lake/pond\\%5Ftwo}", "https://github.com/lake/pond_two"),
        ("Code: \\texttt{github.com/lake/pond}", "https://github.com/lake/pond"),
        ("Code: \\textbf{https://github.com/lake/deep{-}pond}", "https://github.com/lake/deep-pond"),
        ("Code: https://github$.$com/lake/pond", "https://github.com/lake/pond"),
        ("Code: https://github.com/lake/pon\u00add", "https://github.com/lake/pond"),
        ("Code: https://github.com/lake/pond-.", "https://github.com/lake/pond-"),
        ("Code: https://github.com/lake/deep- POND.", "https://github.com/lake/deep-POND"),
        ("Code: https://github.com/lake/pond--a pond", "https://github.com/lake/pond--a"),
        ("Code: https://github.com/lake/pond -- a pond", "https://github.com/lake/pond"),
        ("Code: <https://github.com/lake/pond.git>.", "https://github.com/lake/pond"),
        ("Code: **https://github.com/lake/pond**", "https://github.com/lake/pond"),
        ("Code: https://gitlab.com/lake/deep/pond/-/tree/main", "https://gitlab.com/lake/deep/pond"),
        ("Code: https://git.lake.example/lake/pond", "https://git.lake.example/lake/pond"),
        ("Code: https://gist.github.com/lake/0123456789abcdef", "https://gist.github.com/lake/0123456789abcdef"),
        ("Code: https://sourceforge.net/projects/pond/files/", "https://sourceforge.net/projects/pond"),
        ("Code: https://git.sr.ht/~lake/pond", "https://git.sr.ht/~lake/pond"),
        ("Code: https://huggingface.co/spaces/lake/pond", "https://huggingface.co/spaces/lake/pond"),
        ("Code: https://huggingface.co/lake/pond/tree/main", "https://huggingface.co/lake/pond"),
        ("Data and code: https://huggingface.co/datasets/lake/pond", "https://huggingface.co/datasets/lake/pond"),
        ("Code: https://doi.org/10.5281/zenodo.1234567.", "https://doi.org/10.5281/zenodo.1234567"),
        ("The code is at 10.5281/zenodo.1234567", "https://doi.org/10.5281/zenodo.1234567"),
        ("Code: https://anonymous.4open.science/r/pond-1F2E/README.md", "https://anonymous.4open.science/r/pond-1F2E"),
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


@pytest.mark.parametrize(
    "text",
    [
        "Our tool builds on the open-source POND kit (https://github.com/other/pond).",
        "We ranked first on the leaderboard \\href{https://huggingface.co/spaces/other/board}{of ponds}.",
        "We compare with the original implementation at https://github.com/other/pond.",
        "The evaluation will be integrated into PondKit: https://github.com/other/pondkit.",
    ],
)
def test_what_others_made_is_not_the_papers_code(text: str) -> None:
    assert code_links.find(paper(abstract=text)).url is None


@pytest.mark.parametrize(
    "text",
    [
        "Pond is implemented based on a known library, and released at https://github.com/lake/pond.",
        "It beats all strong baselines. https://github.com/lake/pond",
        "The source code can be accessed using the link: https://github.com/lake/pond",
        "We provide the code we used for all tests at this link: https://github.com/lake/pond",
        "An open-source implementation of POND is at https://github.com/lake/pond",
        "The code for POND along with the baselines is here: https://github.com/lake/pond",
    ],
)
def test_credit_to_others_in_passing_leaves_the_code_the_papers_own(text: str) -> None:
    assert code_links.find(paper(abstract=text)).url == "https://github.com/lake/pond"


@pytest.mark.parametrize(
    "address",
    [
        "https://zenodo.org/records/1234567",
        "https://www.kaggle.com/datasets/lake/pond",
        "https://huggingface.co/datasets/lake/pond",
        "https://osf.io/abcde",
        "https://github.com/",
        "https://github.com/xxxxx",
        "https://github.com/to/be/released",
    ],
)
def test_a_store_of_data_or_a_placeholder_is_no_code(address: str) -> None:
    assert code_links.find(paper(abstract=f"The dataset is available at {address}.")).url is None


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
        "Our code is publicly available.",
        "We release all code and data.",
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
        "We assume that the source code is not available.",
        "See https://arxiv.org/abs/2401.00001 and https://doi.org/10.1000/1.",
        "A video is at https://youtu.be/abc.",
        "Written for github.com users",
        "https://",
        "http:// http:// http://",
    ],
)
def test_what_is_no_code_link_is_none(text: str) -> None:
    assert code_links.find(paper(abstract=text, comment=text)) == code_links.CodeLink(state=CodeState.NONE)


_LETTERS = string.ascii_letters + string.digits
_INNER = st.text(alphabet=_LETTERS + "-_.", max_size=20)
_EDGE = st.text(alphabet=_LETTERS, min_size=1, max_size=10)
_OWNERS = st.tuples(_EDGE, st.text(alphabet=_LETTERS + "-", max_size=10), _EDGE).map("".join)
_NAMES = st.tuples(_EDGE, _INNER, _EDGE).map("".join)
_AROUND = st.sampled_from(
    [
        ("Code: https://{}", ""), ("Code: {}", "."), ("(code: https://www.{}", ")."),
        ("Code at \\url{{https://{}", "}}."),
        ("Code at \\href{{https://{}", "}}{{here}}"), ("[code](https://{}", ")"), ("Code: http://{}", ".git."),
        ("Code: https://{}", ", data: none"), ("Code is here: <https://{}", ">"), ("Code: **{}", "**"),
        ("Code: https://{}", "/tree/main."), ("Code: git@{}", ".git"), ("Code\n  at\n  https://{}", "\n and more"),
    ]
)  # fmt: skip


@given(owner=_OWNERS, name=_NAMES, around=_AROUND, escaped=st.booleans())
def test_no_letter_of_a_repositorys_name_is_lost_or_added(
    owner: str, name: str, around: tuple[str, str], escaped: bool
) -> None:
    project = f"{owner}/{name.replace('..', '.').removesuffix('.git')}"
    written = (project.replace("_", "\\_") if escaped else project).replace("{", "").replace("}", "")
    before, after = around
    host = "github.com:" if "git@" in before else "github.com/"
    text = before.format(host + written) + after.replace("{{", "{").replace("}}", "}")
    assert code_links.find(paper(abstract=text)).url == f"https://github.com/{project}"
