import json
import re
from pathlib import Path

import pytest

from ssl_watch import searching
from ssl_watch.queries import Results
from tests.ssl_watch.cli.commands import TABLE, documents, run
from tests.ssl_watch.searching.papers_alike import GRAPHS, SOUNDS, VOICES


@pytest.fixture(autouse=True)
def _database(store_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_WATCH_DATABASE_URL", store_url)


def test_search_prints_papers_and_a_last_line_with_the_total() -> None:
    run("import", TABLE)
    *found, last = documents(run("search", "self", "supervised", "--limit", "2", "--json"))
    assert [set(line) for line in found] == [{"arxiv_id", "title", "score"}] * 2
    assert last == {"total": 5}
    *rest, _ = documents(run("search", "self supervised", "--limit", "9", "--offset", "2", "--json"))
    assert len(rest) == 3


def test_search_for_people_says_how_to_go_on() -> None:
    run("import", TABLE)
    shown = run("search", "self*", "--limit", "1").stdout
    assert shown.endswith("1 of 5 papers; more with --offset 1\n")
    assert "No paper" in run("search", "zebra").stdout


def test_a_search_that_was_ended_before_it_found_anything_does_not_say_that_nothing_matches(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(searching, "search", lambda *_, **__: Results(papers=(), total=0, capped=True, cut_short=True))
    result = run("search", "con*")
    assert (result.exit_code, result.stdout) == (0, "No paper was found by then.\n")
    assert "looking took too long" in result.stderr


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("(tomatoes", "read as: tomatoes\n"),
        ("tomatoes", ""),
        ("?!", "nothing in it can be searched for\n"),
        ("sort:newest", "nothing in it can be searched for\n"),
        ("( sort:newest", "nothing in it can be searched for\n"),
    ],
)
def test_search_tells_on_standard_error_how_a_query_was_read(text: str, note: str) -> None:
    run("import", TABLE)
    assert run("search", text, "--json").stderr == note


@pytest.mark.parametrize("text", ["?!", '"', "%", "a' OR 1=1"])
def test_search_answers_any_words(text: str) -> None:
    assert documents(run("search", text, "--json")) == [{"total": 0}]


def import_papers_alike(folder: Path) -> None:
    """Two of a kind, their ids ending in 1 and 2, and one of another."""
    kinds = enumerate((SOUNDS, VOICES, GRAPHS), 1)
    lines = [{"arxiv_id": f"2601.0000{number}", "title": kind[0], "abstract": kind[1]} for number, kind in kinds]
    path = folder / "alike.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    run("import", "--no-judge", path)


@pytest.mark.parametrize("asked", ["2601.00001", "https://arxiv.org/abs/2601.00001v2"])
def test_similar_prints_papers_with_what_they_share_and_a_last_line_with_the_total(tmp_path: Path, asked: str) -> None:
    import_papers_alike(tmp_path)
    result = run("similar", asked, "--limit", "2", "--json")
    found, last = documents(result)
    assert (result.exit_code, result.stderr, last) == (0, "", {"total": 1})
    assert (set(found), found["arxiv_id"]) == ({"arxiv_id", "title", "score", "shared"}, "2601.00002")
    assert 0.5 < found["score"] < 1
    assert "speech" in found["shared"]


def test_similar_for_people_says_how_like_each_is_and_why(tmp_path: Path) -> None:
    import_papers_alike(tmp_path)
    shown = run("similar", "2601.00001").stdout
    assert re.fullmatch(rf"2601\.00002 +0\.\d\d  {VOICES[0]}  \(.*speech.*\)\n", shown)


def test_similar_to_a_paper_that_is_alone_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    alone = {"arxiv_id": "2601.00001", "title": "Self-Supervised Learning of Sounds", "abstract": "We mask and guess."}
    path.write_text(json.dumps(alone), encoding="utf-8")
    run("import", path)
    assert run("similar", "2601.00001").stdout == "No other paper of the archive is near to it.\n"
    assert documents(run("similar", "2601.00001", "--json")) == [{"total": 0}]


@pytest.mark.parametrize("text", ["2601.99999", "masks", "", "' OR 1=1", "hep-th/9901001"])
def test_similar_to_a_paper_that_is_not_known_or_not_named_fails_on_one_line(text: str) -> None:
    result = run("similar", text, "--json")
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (1, "", 1)


@pytest.mark.parametrize("options", [["--limit", "0"], ["--limit", "51"], []])
def test_wrong_use_of_similar_is_status_two(options: list[str]) -> None:
    assert run("similar", *options).exit_code == 2


@pytest.mark.parametrize("options", [["--limit", "0"], ["--limit", "x"], ["--offset", "-1"], []])
def test_wrong_use_of_search_is_status_two(options: list[str]) -> None:
    assert run("search", *options).exit_code == 2
