import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sandbox.arxiv import Record, World, build
from sandbox.arxiv.faults import Fault
from sandbox.serving import serving
from tests.ssl_watch.cli.commands import document, run, start

COUNTS = {"announced", "recorded", "new", "replaced", "relevant", "late"}


def a_record(number: int, *, days_ago: int) -> Record:
    submitted_at = datetime.now(UTC) - timedelta(days=days_ago)
    return Record(
        arxiv_id=f"{submitted_at:%y%m}.{number:05}",
        title=f"Self-supervised learning of things, part {number}",
        abstract="We learn without labels.",
        submitted_at=submitted_at,
        updated_at=submitted_at,
        announced_at=submitted_at,
    )


@pytest.fixture(autouse=True)
def world(store_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[World]:
    """arXiv with a paper of yesterday, one of last week and one of 100 days ago."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SSL_WATCH_DATABASE_URL", store_url)
    monkeypatch.setenv("SSL_WATCH_ARXIV_INTERVAL", "0")
    world = World([a_record(number, days_ago=days) for number, days in ((3, 1), (2, 7), (1, 100))])
    with serving(build(world)) as address:
        monkeypatch.setenv("SSL_WATCH_ARXIV_API_URL", f"{address}/api/query")
        monkeypatch.setenv("SSL_WATCH_ARXIV_OAI_URL", f"{address}/oai")
        monkeypatch.setenv("SSL_WATCH_ARXIV_RSS_URL", address)
        yield world


def test_a_poll_reports_what_it_found() -> None:
    result = run("poll", "--json")
    report = document(result)
    assert result.exit_code == 0
    assert {name: report[name] for name in COUNTS} == dict.fromkeys(COUNTS, 0) | dict.fromkeys(
        ("announced", "recorded", "new", "relevant"), 3
    )
    states = {each["source"]: (each["state"], each["error"]) for each in report["sources"]}
    assert states == dict.fromkeys(["oai", "api", "oai list", "rss", "oai sweep", "api year"], ("ok", None))
    assert (report["error"], report["feed"] in {"fresh", "quiet"}) == (None, True)
    assert "0 never seen before" in run("poll").stdout


def test_a_poll_that_arxiv_denies_fails_with_its_report(world: World) -> None:
    world.faults.append(Fault(name="403"))
    process = start("poll", "--json")  # of its own: after a denial a process asks no more
    shown, told = process.communicate(timeout=60)
    report = json.loads(shown)
    assert (process.returncode, told.count(b"\n")) == (1, 1)
    assert [each["state"] for each in report["sources"]] == ["failed"]
    assert "403" in report["error"]
    assert report["recorded"] == 0


def test_a_poll_without_its_primary_source_is_done_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_WATCH_ARXIV_OAI_URL", os.environ["SSL_WATCH_ARXIV_RSS_URL"] + "/nowhere")
    result = run("poll", "--json")
    report = json.loads(result.stdout)
    assert (result.exit_code, report["feed"], result.stderr.count("\n")) == (0, "failed", 1)
    assert "the next poll makes it good: oai:" in result.stderr
    assert report["new"] == 3


def test_a_backfill_fetches_history_and_goes_on_where_it_was() -> None:
    since = f"{datetime.now(UTC) - timedelta(days=120):%Y-%m-%d}"
    assert document(run("backfill", "--since", since, "--json"))["new"] == 2  # yesterday's is left to the poll
    assert document(run("backfill", "--since", since, "--json"))["new"] == 0
    assert run("backfill", "--since", since, "--until", since).exit_code == 0


@pytest.mark.parametrize(
    "options",
    [[], ["--since", "yesterday"], ["--since", "2999-01-01"], ["--since", "2025-02-01", "--until", "2025-01-01"]],
)
def test_wrong_use_of_backfill_is_status_two(options: list[str]) -> None:
    assert run("backfill", *options).exit_code == 2


def test_stats_count_papers_and_tell_of_the_last_poll() -> None:
    assert document(run("stats", "--json"))["last_poll"] is None
    run("poll")
    held = document(run("stats", "--json"))
    assert (held["papers"], held["core"], held["subscribers"], held["judged"]) == (3, 3, 0, 3)
    assert (held["missing"], held["known_gaps"]) == (0, 0)
    assert held["last_poll"]["sources"][0]["state"] == "ok"
    assert "last poll" in run("stats").stdout


def test_migrate_tells_whether_there_was_anything_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SSL_WATCH_DATABASE_URL", f"sqlite:///{tmp_path / 'new.db'}")
    assert document(run("migrate", "--json")) == {"migrated": True}
    assert document(run("migrate", "--json")) == {"migrated": False}
    assert "was at the newest" in run("migrate").stdout


def test_the_doctor_fails_where_something_does_and_names_the_mend() -> None:
    result = run("doctor", "--json")
    found = {finding["name"]: finding for finding in document(result)}
    assert result.exit_code == 1
    assert set(found) == {
        *("settings", "database", "deliveries", "polls", "feed", "disk", "clock", "arxiv", "telegram"),
    }
    assert (found["arxiv"]["state"], found["telegram"]["state"]) == ("ok", "fail")
    assert "@BotFather" in found["telegram"]["mend"]
    assert "@BotFather" in result.stderr
    assert "to mend" in run("doctor").stdout
