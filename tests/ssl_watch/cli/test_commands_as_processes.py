import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ssl_watch.cli.commands import TABLE, run, start

HEAVY = {"sqlalchemy", "alembic", "arxiv", "requests", "lxml", "rich.table", "rich.progress", "pydantic", "psycopg"}


@pytest.fixture(autouse=True)
def _database(sqlite_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SSL_WATCH_DATABASE_URL", sqlite_url)
    monkeypatch.chdir(tmp_path)


def test_help_and_version_load_nothing_heavy() -> None:
    code = f"import sys, ssl_watch.cli; sys.exit(bool({HEAVY!r} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("arguments", "status"),
    [(["--help"], 0), (["--version"], 0), ([], 2), (["fly"], 2), (["import"], 2), (["stats"], 0)],
)
def test_the_exit_status_tells_done_from_wrong_use(arguments: list[str], status: int) -> None:
    process = start(*arguments)
    process.communicate(timeout=60)
    assert process.returncode == status


def test_a_reader_who_has_enough_is_no_error() -> None:
    run("import", TABLE)
    process = start("export", "--format", "jsonl", stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == b""
    process.stderr.close()
    process.wait(timeout=60)


def test_a_full_disk_is_told_on_one_line() -> None:
    run("import", TABLE)
    with Path("/dev/full").open("wb") as full:
        process = start("export", stdout=full)
        _, told = process.communicate(timeout=60)
    assert process.returncode == 1
    assert told.count(b"\n") == 1
    assert b"No space left" in told


def test_a_table_goes_through_untouched_whatever_the_locale() -> None:
    environment = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    first = start("import", TABLE, env=environment)
    first.communicate(timeout=60)
    second = start("export", env=environment)
    assert second.communicate(timeout=60)[0] == TABLE.read_bytes()


def test_an_interruption_keeps_what_was_finished_and_says_so(tmp_path: Path) -> None:
    pipe = tmp_path / "papers.jsonl"
    os.mkfifo(pipe)
    process = start("import", pipe)
    with pipe.open("w", encoding="utf-8") as stream:
        for number in range(1, 700):
            paper = {"arxiv_id": f"2601.{number:05}", "title": "Self-Supervised Learning", "abstract": "y" * 300}
            stream.write(f"{json.dumps(paper)}\n")
        stream.flush()
        while "500" not in run("export", "--format", "csv", "2601.00500").stdout:
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=60)
    assert process.returncode == 1
    assert told.startswith(b"ssl-watch: interrupted")
    assert json.loads(run("stats", "--json").stdout)["papers"] == 500


def test_json_is_all_there_is_on_standard_output_of_a_process() -> None:
    process = start("import", TABLE, "--json")
    shown, told = process.communicate(timeout=60)
    assert json.loads(shown)["new"] == 6
    assert told == b""
