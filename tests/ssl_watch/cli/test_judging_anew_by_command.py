from pathlib import Path

import pytest

from ssl_watch.store import Store
from tests.ssl_watch.cli.commands import document, run
from tests.ssl_watch.rejudging.passing_over import ABOUT_SSL, NOT_ABOUT_SSL, pass_over


@pytest.fixture(autouse=True)
def _database(store_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SSL_WATCH_DATABASE_URL", store_url)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def _passed_over(store_url: str) -> None:
    opened = Store(store_url)
    pass_over(opened, ABOUT_SSL)
    pass_over(opened, NOT_ABOUT_SSL, kept=False)
    opened.close()


@pytest.mark.usefixtures("_passed_over")
def test_judging_anew_names_what_it_found() -> None:
    told = document(run("rejudge", "--json"))
    (found,) = told.pop("newly_relevant")
    assert (found["arxiv_id"], found["level"]) == (ABOUT_SSL.arxiv_id, "core")
    assert told == {"judged": 1, "changed": 0, "no_longer_relevant": [], "beyond": 1}


@pytest.mark.usefixtures("_passed_over")
def test_judging_anew_tells_people_the_titles() -> None:
    lines = run("rejudge").stdout.splitlines()
    assert "1 found that were passed over before" in lines[0]
    assert lines[1] == f"Found: {ABOUT_SSL.arxiv_id} {ABOUT_SSL.title} (core)"


def test_judging_an_empty_archive_anew_does_nothing() -> None:
    assert document(run("rejudge", "--json"))["judged"] == 0
