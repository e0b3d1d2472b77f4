import json
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from ssl_watch import searching
from ssl_watch.importing import ImportReport, import_files
from ssl_watch.store import open_store, papers
from tests.ssl_watch.store.making import NOW

AT = NOW + timedelta(days=365)
MANY, BATCH = 990, 500  # searches count up to a thousand
# Dies as by `kill -9` when a transaction is written and about to be committed: the hardest moment there is.
DYING = """
import os, signal, sys
from datetime import datetime
from itertools import count
from sqlalchemy import Engine, event
from ssl_watch.importing import import_files
from ssl_watch.store import open_store

database, file, now, last = sys.argv[1:]
store, commits = open_store(database), count(1)

@event.listens_for(Engine, "commit")
def die(connection):
    if next(commits) == int(last):
        os.kill(os.getpid(), signal.SIGKILL)

import_files(store, [file], keep_all=True, now=datetime.fromisoformat(now))
"""


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    path = tmp_path / "papers.jsonl"
    lines = (
        {"arxiv_id": f"2601.{number:05}v1", "title": f"Masked Sounds {number}", "abstract": "We learn without labels."}
        for number in range(1, MANY + 1)
    )
    path.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    return path


def bring_in(database: str, file: Path) -> ImportReport:
    store = open_store(database)
    try:
        return import_files(store, [str(file)], keep_all=True, now=AT)
    finally:
        store.close()


def held(database: str) -> tuple[int, int]:
    """How many papers are recorded, and how many a search finds."""
    store = open_store(database)
    try:
        with store.reading() as tx:
            recorded = papers.totals(tx)["papers"]
        return recorded, searching.search(store, "masked sounds", now=AT).total
    finally:
        store.close()


@pytest.mark.parametrize(("last", "kept"), [(1, 0), (2, BATCH)], ids=["the first batch", "the second batch"])
def test_what_was_recorded_can_be_used_and_the_rest_follows(store_url: str, listed: Path, last: int, kept: int) -> None:
    arguments = [sys.executable, "-c", DYING, store_url, str(listed), AT.isoformat(), str(last)]
    died = subprocess.run(arguments, check=False, timeout=120)
    assert died.returncode == -signal.SIGKILL
    assert held(store_url) == (kept, kept)
    report = bring_in(store_url, listed)
    assert (report.new, report.unchanged, report.rejected) == (MANY - kept, kept, ())
    assert held(store_url) == (MANY, MANY)
