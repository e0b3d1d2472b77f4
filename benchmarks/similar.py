"""How good similar papers are and how long they take to find, beside plain TF-IDF and FTS5's best match.

    python -m benchmarks.similar DATA [--size N] [--database URL]

DATA is a folder with domain_labels.dev.jsonl.gz (papers under curated headings) and corpus.jsonl.gz. Quality: of the
labelled papers that have an abstract, recorded and asked for as people do, how many of a paper's nearest share one of
its headings; the headings are nowhere learned from. Speed: ten papers with what they share, in an archive of the corpus
or of `--size` papers made from it, in a fresh SQLite database or in the one named.
"""

import argparse
import gc
import math
import random
import sqlite3
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from operator import itemgetter
from pathlib import Path

from benchmarks.archives import fill, made, quantiles, read
from benchmarks.quality.labels import Row, paper, rows
from benchmarks.scores import share
from ssl_watch import likeness, searching
from ssl_watch.listings import Listing
from ssl_watch.papers import Paper
from ssl_watch.queries import words
from ssl_watch.store import Store, open_store, papers

_ASKED = 400
_NEAREST = 10
_TELLING = 16  # words of a paper that FTS5 is asked for
_LABELS = "domain_labels.dev.jsonl.gz"


def main() -> None:
    """Measure quality, then speed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help=f"folder with {_LABELS} and corpus.jsonl.gz")
    parser.add_argument("--size", type=int, help="how many papers; more than the corpus has are made from it")
    parser.add_argument("--database", help="address of an empty database to fill, or of one that is filled already")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        _show_quality([row for row in rows(asked.data / _LABELS) if row["abstract"]], Path(folder))
        corpus = list(read(asked.data / "corpus.jsonl.gz"))
        _show_speed(asked.database or f"sqlite:///{folder}/similar.db", corpus, asked.size or len(corpus))


def _show_quality(labelled: Sequence[Row], folder: Path) -> None:
    print(f"{len(labelled)} papers under curated headings: which of their nearest share a heading")
    many = [replace(paper(row), arxiv_id=f"2601.{number:05}") for number, row in enumerate(labelled)]  # some have none
    headings = {one.arxiv_id: frozenset(row["domains"]) for one, row in zip(many, labelled, strict=True)}
    _tell("plain TF-IDF, cosine", headings, _by_tf_idf(many))
    store = open_store(f"sqlite:///{folder}/labelled.db")
    fill(store, (Listing(paper=each) for each in many))
    _tell("ours", headings, {each.arxiv_id: _ours(store, each.arxiv_id) for each in many})
    store.close()


def _tell(name: str, headings: dict[str, frozenset[str]], nearest: dict[str, list[str]]) -> None:
    hits = {one: [not headings[one].isdisjoint(headings[each]) for each in near] for one, near in nearest.items()}
    first, ten = share([each[0] for each in hits.values()]), sum(map(share, hits.values())) / len(hits)
    print(f"  {name:<24} the nearest {first:6.1%}   the ten nearest {ten:6.1%}")


def _by_tf_idf(many: Sequence[Paper]) -> dict[str, list[str]]:
    """Words of title and abstract, each by its count and ln((1 + n) / (1 + papers)) + 1, at length one."""
    counts = [Counter(words(f"{each.title} {each.abstract}")) for each in many]
    held = Counter(word for count in counts for word in count)
    telling = {word: math.log((1 + len(many)) / (1 + number)) + 1 for word, number in held.items()}
    vectors = [_of_length_one({word: times * telling[word] for word, times in count.items()}) for count in counts]
    found: dict[str, list[str]] = {}
    for one, vector in zip(many, vectors, strict=True):
        near = [sum(number * other.get(word, 0.0) for word, number in vector.items()) for other in vectors]
        ranked = sorted(zip(near, (each.arxiv_id for each in many), strict=True), reverse=True)
        found[one.arxiv_id] = [arxiv_id for _, arxiv_id in ranked if arxiv_id != one.arxiv_id][:_NEAREST]
    return found


def _of_length_one(vector: dict[str, float]) -> dict[str, float]:
    length = math.sqrt(sum(number * number for number in vector.values())) or 1.0
    return {word: number / length for word, number in vector.items()}


def _show_speed(address: str, corpus: list[Listing], size: int) -> None:
    store = open_store(address)
    fill(store, made(corpus, size))
    asked = random.Random(3).sample([each.paper for each in corpus[:size]], _ASKED)
    gc.freeze()  # what is held to measure with is no part of what is measured
    print(f"\n{size:,} papers, {len(asked)} of them asked for: milliseconds of processor (and of the clock)")
    print(f"{'':<26} {'p50':>16} {'p99':>16} {'most':>16}")
    _time("ours, ten whole papers", asked, lambda one: _ours(store, one.arxiv_id))
    with tempfile.TemporaryDirectory() as folder:
        _time("FTS5, best match, ten ids", asked, _by_best_match(Path(folder) / "best.db", made(corpus, size)))
    print(f"of the ten nearest of all papers, {_recall(store, asked[: _ASKED // 8]):.1%} are found")
    store.close()


def _ours(store: Store, arxiv_id: str) -> list[str]:
    found = searching.similar(store, arxiv_id, limit=_NEAREST)
    return [each.paper.arxiv_id for each in found.results.papers] if found else []


def _time(name: str, asked: Sequence[Paper], ask: Callable[[Paper], object]) -> None:
    for one in asked[::10]:
        ask(one)
    taken: list[tuple[float, float]] = []
    for one in asked:
        clock, processor = time.perf_counter(), time.process_time()
        ask(one)
        taken.append(((time.process_time() - processor) * 1000, (time.perf_counter() - clock) * 1000))
    processor, clock = (quantiles(column) for column in zip(*taken, strict=True))
    print(f"  {name:<24} {' '.join(f'{a:7.2f} ({b:6.2f})' for a, b in zip(processor, clock, strict=True))}", flush=True)


def _by_best_match(path: Path, many: Iterable[Listing]) -> Callable[[Paper], object]:
    """FTS5's own ranking of whatever holds one of the paper's rarest words."""
    database = sqlite3.connect(path)
    database.execute("CREATE VIRTUAL TABLE plain USING fts5(text, content='', tokenize='ascii')")
    texts = (" ".join(words(f"{each.paper.title} {each.paper.abstract}")) for each in many)
    database.executemany("INSERT INTO plain(text) VALUES (?)", ((text,) for text in texts))
    database.execute("INSERT INTO plain(plain) VALUES ('optimize')")
    database.execute("CREATE VIRTUAL TABLE vocabulary USING fts5vocab(plain, 'row')")
    held = dict(database.execute("SELECT term, doc FROM vocabulary"))

    def ask(one: Paper) -> object:
        said = sorted(set(words(f"{one.title} {one.abstract}")), key=lambda word: (held.get(word, 0), word))
        sought = " OR ".join(f'"{word}"' for word in said[:_TELLING]) or '""'
        return database.execute(
            "SELECT rowid FROM plain WHERE plain MATCH ? ORDER BY rank LIMIT 11", [sought]
        ).fetchall()

    return ask


def _recall(store: Store, asked: Sequence[Paper]) -> float:
    """How many of the papers that comparing with every one of them would give are given."""
    with store.reading() as tx:
        every = [(each.paper.arxiv_id, likeness.of(each.paper).numbers) for each in papers.every(tx, None)]
    found: list[bool] = []
    for one in asked:
        others = [(arxiv_id, numbers) for arxiv_id, numbers in every if arxiv_id != one.arxiv_id]
        near = likeness.nearest(likeness.of(one), [numbers for _, numbers in others], most=_NEAREST)
        ours = set(_ours(store, one.arxiv_id))
        best = sorted(near, key=itemgetter(1), reverse=True)[:_NEAREST]
        found += [others[index][0] in ours for index, _ in best]
    return share(found)


if __name__ == "__main__":
    main()
