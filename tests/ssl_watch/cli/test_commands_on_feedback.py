from datetime import timedelta
from pathlib import Path

import pytest

from ssl_watch.relevance import Level
from ssl_watch.store import disputes, open_store
from ssl_watch.subscriptions import Chat
from tests.ssl_watch.cli.commands import documents, run
from tests.ssl_watch.store.making import NOW, a_dispute, a_paper, judged, record

SECRET = Chat(chat_id=987654321, thread_id=4567)


@pytest.fixture(autouse=True)
def _disputed(store_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SSL_WATCH_DATABASE_URL", store_url)
    monkeypatch.chdir(tmp_path)
    store = open_store(store_url)
    with store.writing() as tx:
        record(tx, judged(a_paper(1), domains=("speech",)))
        verdict = {"level": Level.USES, "score": 0.25, "evidence": ("“masked”",)}
        disputes.add(tx, SECRET, a_dispute(1, **verdict))
        disputes.add(tx, Chat(chat_id=5), a_dispute(1, **verdict, disputed_at=NOW + timedelta(days=3), applied=False))
        disputes.add(tx, SECRET, a_dispute(1, domain="audio"))
    store.close()


def test_feedback_is_exported_as_labels_that_name_no_chat() -> None:
    result = run("feedback", "export", "--json")
    domain, not_ssl = documents(result)
    assert not_ssl == {
        "arxiv_id": "2603.00001",
        "title": "Learning from unlabelled things, part 1",
        "abstract": "We learn without labels and see what comes of it.",
        "categories": ["cs.LG", "cs.CV"],
        "claim": "not_ssl",
        "domain": None,
        "chats": 2,
        "first": "2026-03-04",
        "last": "2026-03-07",
        "disputed": {"level": "uses", "score": 0.25, "evidence": ["“masked”"]},
        "today": {
            "level": "core",
            "score": 0.75,
            "evidence": ["without labels"],
            "domains": [{"name": "speech", "score": 0.5, "evidence": ["words"]}],
        },
    }
    assert (domain["claim"], domain["domain"], domain["chats"]) == ("domain", "audio", 1)
    assert domain["disputed"]["level"] is None
    assert "987654321" not in result.stdout
    assert "4567" not in result.stdout


def test_feedback_can_be_judged_anew() -> None:
    labels = run("feedback", "export", "--json").stdout
    result = run("judge", "-", "--json", input=labels)
    assert (result.exit_code, [one["arxiv_id"] for one in documents(result)]) == (0, ["2603.00001"] * 2)


def test_feedback_for_people_is_a_line_for_each_claim() -> None:
    *lines, last = run("feedback", "export").stdout.splitlines()
    assert last == "2 verdicts disputed"
    assert "not audio" in lines[0]
    assert "not SSL" in lines[1]


def test_a_claim_that_named_no_domain_and_a_title_of_two_lines_keep_to_their_line(store_url: str) -> None:
    store = open_store(store_url)
    with store.writing() as tx:
        record(tx, a_paper(2, title="Two\nlines"))
        disputes.add(tx, SECRET, a_dispute(2, domain=""))
    store.close()
    lines = run("feedback", "export").stdout.splitlines()
    assert len(lines) == 4
    assert "not its domain" in lines[2]
    assert lines[2].endswith("Two lines")


def test_feedback_without_a_command_shows_its_help() -> None:
    assert "export" in run("feedback").output
