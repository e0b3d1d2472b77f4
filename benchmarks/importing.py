"""How fast papers are taken in and written out, and in how much memory, beside the least that any program would do.

    python -m benchmarks.importing DATA [--size N] [--database URL]

DATA is a folder with corpus.jsonl.gz; its first N papers (20,000) are read from a plain file of JSON lines. Each way of
importing runs in a process of its own into an empty database, with `--database` one into the database named; then all
are written out in each format. The baseline parses the lines and keeps id, title and abstract under plain FTS5:
nothing judged, nothing of ours.
"""

import argparse
import gc
import gzip
import json
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from ssl_watch import listings
from ssl_watch.exporting import Format, export
from ssl_watch.importing import import_files
from ssl_watch.store import open_store

_NOW = datetime(2026, 11, 23, tzinfo=UTC)
_WAYS = ("baseline", "--all --no-judge", "--all, judging", "judging")


def main() -> None:
    """Give each way a process of its own; or, in such a process, go it."""
    asked = _arguments()
    if asked.way:
        _go(asked.way, Path(asked.data), asked.database)
        return
    with tempfile.TemporaryDirectory() as folder:
        papers = _unpacked(Path(asked.data) / "corpus.jsonl.gz", Path(folder) / "papers.jsonl", asked.size)
        print("papers a second of processor (of the clock), most memory of the process")
        for way in ("--all --no-judge",) if asked.database else _WAYS:
            database = asked.database or f"sqlite:///{folder}/{_WAYS.index(way)}.db"
            command = [sys.executable, "-m", "benchmarks.importing", str(papers), "--way", way, "--database", database]
            subprocess.run(command, check=True)
        again = asked.database or f"sqlite:///{folder}/{_WAYS.index('--all --no-judge')}.db"
        for form in Format:
            command = [sys.executable, "-m", "benchmarks.importing", str(papers), "--way", form, "--database", again]
            subprocess.run(command, check=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", help="folder with corpus.jsonl.gz")
    parser.add_argument("--size", type=int, default=20_000, help="how many papers")
    parser.add_argument("--database", help="address of an empty database")
    parser.add_argument("--way", help=argparse.SUPPRESS)
    return parser.parse_args()


def _unpacked(corpus: Path, papers: Path, size: int) -> Path:
    with gzip.open(corpus, "rt", encoding="utf-8") as lines, papers.open("w", encoding="utf-8") as file:
        file.writelines(islice(lines, size))
    return papers


def _go(way: str, papers: Path, database: str) -> None:
    gc.set_threshold(50_000, 20, 20)  # as the command line has it
    if way in list(Format):
        _measured(f"export {way}", lambda: _export(way, database))
    elif way == "baseline":
        _measured(way, lambda: _baseline(papers, database.removeprefix("sqlite:///")))
    else:
        _measured(f"import {way}", lambda: _import(way, papers, database))


def _measured(name: str, run: Callable[[], int]) -> None:
    clock, processor = time.perf_counter(), time.process_time()
    number = run()
    spent, passed = time.process_time() - processor, time.perf_counter() - clock
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"  {name:<26} {number / spent:9,.0f} ({number / passed:9,.0f}) {memory:6,} MB  of {number:,}", flush=True)


def _import(way: str, papers: Path, database: str) -> int:
    store = open_store(database)
    judge = listings.trust if "--no-judge" in way else listings.judge
    report = import_files(store, [str(papers)], keep_all="--all" in way, now=_NOW, judge=judge)
    store.close()
    return report.read


def _export(form: str, database: str) -> int:
    store = open_store(database)
    with Path("/dev/null").open("w", encoding="utf-8") as nowhere:
        number = sum(nowhere.write(piece) > 0 for piece in export(store, None, form, now=_NOW))
    store.close()
    return number


def _baseline(papers: Path, file: str) -> int:
    database = sqlite3.connect(file)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("CREATE TABLE papers (id TEXT PRIMARY KEY, title TEXT, abstract TEXT)")
    database.execute("CREATE VIRTUAL TABLE words USING fts5(title, abstract, content='', tokenize='porter')")
    number = 0
    with papers.open(encoding="utf-8") as lines:
        while batch := [json.loads(line) for line in islice(lines, 500)]:
            rows = [(each["arxiv_id"], each["title"], each["abstract"]) for each in batch]
            database.executemany("INSERT OR REPLACE INTO papers VALUES (?, ?, ?)", rows)
            database.executemany("INSERT INTO words (title, abstract) VALUES (?, ?)", [row[1:] for row in rows])
            database.commit()
            number += len(batch)
    database.close()
    return number


if __name__ == "__main__":
    main()
