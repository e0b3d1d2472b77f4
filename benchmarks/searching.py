"""How long a search takes: the first page of ten with its counted total, beside plain FTS5 `ORDER BY rank` and tantivy.

    python -m benchmarks.searching DATA [--size N] [--database URL]

DATA is a folder with corpus.jsonl.gz. Its papers go unjudged into a fresh SQLite database, or into the one named;
`--size` makes as many of them as are asked for, by giving titles and abstracts other neighbours. About a thousand
queries, the same in each run, are made from its titles and its words. Both baselines hold title and abstract, and give
back ten ids and a count; ours gives back ten whole papers.
"""

import argparse
import gc
import random
import sqlite3
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.archives import fill, made, quantiles, read
from ssl_watch import searching
from ssl_watch.listings import Listing
from ssl_watch.queries import words
from ssl_watch.queries.matching import SMALL
from ssl_watch.store import Store, open_store

_OF_EACH = 150
_NOW = datetime(2026, 11, 23, tzinfo=UTC)
_COMMON = (
    "learning",
    "model",
    "data",
    "method",
    "results",
    "the",
    "of",
    "we",
    "self-supervised learning",
    "the of a and",
)
Queries = list[tuple[str, str]]


def main() -> None:
    """Fill, ask, print."""
    asked = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(asked.database or f"sqlite:///{folder}/search.db")
        corpus = list(read(Path(asked.data) / "corpus.jsonl.gz"))
        fill(store, made(corpus, asked.size or len(corpus)))
        queries = _queries(corpus)
        gc.collect()
        gc.freeze()  # the corpus is the benchmark's own: nobody who searches waits for it to be looked through
        print(f"{len(queries)} queries, first page of ten with its total, milliseconds of processor (and of the clock)")
        store.search_patience = 0.05
        _show("ours", queries, lambda text: _ours(store, text))
        if not asked.alone:
            every = list(made(corpus, asked.size or len(corpus)))
            _show("FTS5, ORDER BY rank", queries, _by_rank(Path(folder) / "rank.db", every))
            if ask := _tantivy(Path(folder) / "tantivy", every):
                _show("tantivy", queries, ask)
        store.close()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", help="folder with corpus.jsonl.gz")
    parser.add_argument("--size", type=int, help="how many papers; more than the corpus has are made from it")
    parser.add_argument("--database", help="address of a database to fill, or that is filled already")
    parser.add_argument("--alone", action="store_true", help="without the baselines")
    return parser.parse_args()


def _queries(corpus: list[Listing]) -> Queries:
    chance = random.Random(2)
    titles = [words(each.paper.title) for each in chance.sample(corpus, min(4000, len(corpus)))]
    frequency = Counter(word for each in corpus[::4] for word in set(words(each.paper.abstract)))
    share = len(corpus) // 4 / 1000
    alone = [word for word in frequency if word.isascii() and word.isalpha() and len(word) > 3 and word not in SMALL]
    rare = sorted(word for word in alone if frequency[word] < share)
    middle = sorted(word for word in alone if share <= frequency[word] < 20 * share)
    found: Queries = [("a rare word", word) for word in chance.sample(rare, _OF_EACH)]
    found += [("a word of 0.1–2 %", word) for word in chance.sample(middle, min(_OF_EACH, len(middle)))]
    for count in (2, 3, 4):
        some = [title for title in titles if len(title) >= count][:_OF_EACH]
        found += [(f"{count} words of a title", " ".join(chance.sample(title, count))) for title in some]
    some = [title for title in titles[_OF_EACH:] if len(title) > 2][:_OF_EACH]
    filters = ("year:2020", "new:3y", "before:2015", "cat:cs", "level:mentions", "-learning", "after:2024-05 cat:cs.LG")
    found += [("with a filter", f"{chance.choice(title)} {filters[n % len(filters)]}") for n, title in enumerate(some)]
    found += [("a phrase of a title", f'"{" ".join(title[:2])}"') for title in some[: _OF_EACH // 3]]
    found += [("the beginning of a word", f"{title[0][:4]}*") for title in some if len(title[0]) > 3][: _OF_EACH // 3]
    return found + [("very common words", text) for text in _COMMON] * 5


def _ours(store: Store, text: str) -> int:
    return searching.search(store, text, now=_NOW).total


def _show(name: str, queries: Queries, ask: Callable[[str], int]) -> None:
    for _, text in queries[::10]:
        ask(text)
    taken: dict[str, list[tuple[float, float]]] = {}
    for kind, text in queries:
        clock, processor = time.perf_counter(), time.process_time()
        ask(text)
        times = ((time.process_time() - processor) * 1000, (time.perf_counter() - clock) * 1000)
        taken.setdefault(kind, []).append(times)
        taken.setdefault("all", []).append(times)
    print(f"\n{name:<26} {'p50':>16} {'p99':>16} {'most':>16}")
    for kind, times in taken.items():
        processor, clock = (quantiles(column) for column in zip(*times, strict=True))
        said = (f"{one:7.2f} ({other:6.2f})" for one, other in zip(processor, clock, strict=True))
        print(f"  {kind:<24} {' '.join(said)}")


def _by_rank(path: Path, made: Iterable[Listing]) -> Callable[[str], int]:
    database = sqlite3.connect(path)
    database.execute("CREATE VIRTUAL TABLE plain USING fts5(title, abstract, content='', tokenize='porter')")
    texts = (_text(each) for each in made)
    database.executemany("INSERT INTO plain(title, abstract) VALUES (?, ?)", texts)
    database.execute("INSERT INTO plain(plain) VALUES ('optimize')")
    database.commit()

    def ask(text: str) -> int:
        said = " ".join(f'"{word}"' for word in words(text)) or '""'
        database.execute("SELECT rowid FROM plain WHERE plain MATCH ? ORDER BY rank LIMIT 10", [said]).fetchall()
        found: int = database.execute("SELECT count(*) FROM plain WHERE plain MATCH ?", [said]).fetchone()[0]
        return found

    return ask


def _tantivy(folder: Path, made: Iterable[Listing]) -> Callable[[str], int] | None:
    try:
        import tantivy
    except ImportError:
        print("\n(tantivy is not installed; pip install tantivy compares it too)")
        return None
    folder.mkdir()
    schema = tantivy.SchemaBuilder().add_text_field("title", tokenizer_name="en_stem")
    schema = schema.add_text_field("abstract", tokenizer_name="en_stem").build()
    index = tantivy.Index(schema, path=str(folder))
    writer = index.writer(200_000_000, 2)
    for each in made:
        title, abstract = _text(each)
        writer.add_document(tantivy.Document(title=title, abstract=abstract))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def ask(text: str) -> int:
        said = " ".join(f"+{word}" for word in words(text)) or "nothing"
        found: int = searcher.search(index.parse_query(said, ["title", "abstract"]), 10, count=True).count
        return found

    return ask


def _text(listing: Listing) -> tuple[str, str]:
    """Title and abstract in our words: what is measured is looking, not reading."""
    return " ".join(words(listing.paper.title)), " ".join(words(listing.paper.abstract))


if __name__ == "__main__":
    main()
