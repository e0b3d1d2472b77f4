"""Archives to measure on: the papers of a folder of data, as many of them as are asked for, in a store; and times."""

import random
import statistics
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ssl_watch import listings
from ssl_watch.importing import Row, opened, read_rows
from ssl_watch.listings import Listing
from ssl_watch.store import Store, papers

_BATCH = 500
_NOW = datetime(2026, 11, 23, tzinfo=UTC)


def read(path: Path) -> Iterator[Listing]:
    """The papers of a file that can be imported."""
    with opened(str(path)) as file:
        yield from (row.listing for row in read_rows(file) if isinstance(row, Row))


def made(corpus: list[Listing], size: int) -> Iterator[Listing]:
    """So many papers: the corpus, and then its titles over other abstracts, at other seconds, under other numbers."""
    yield from corpus[:size]
    chance = random.Random(1)
    for number in range(size - len(corpus)):
        title, abstract = chance.choice(corpus).paper, chance.choice(corpus).paper
        moment = title.updated_at + timedelta(seconds=chance.randrange(86400 * 300))
        arxiv_id = f"{27 + number // 1_080_000:02}{1 + number // 90_000 % 12:02}.{10_000 + number % 90_000}"
        paper = replace(
            title, arxiv_id=arxiv_id, abstract=abstract.abstract, updated_at=moment, submitted_at=moment, link=None
        )
        yield Listing(paper=paper)


def fill(store: Store, many: Iterable[Listing]) -> None:
    """Record papers, unless the store holds some, and say how fast."""
    with store.reading() as tx:
        if papers.totals(tx)["papers"]:
            return
    began, number = time.process_time(), 0
    for batch in _batches(many):
        with store.writing() as tx:
            papers.record_many(tx, [listings.trust(each) for each in batch], now=_NOW)
        number += len(batch)
    begins = more = True
    while more:
        with store.writing() as tx:
            more = papers.settle(tx, begins=begins)
        begins = False
    spent = time.process_time() - began
    print(f"recorded and indexed {number:,} papers, {number / spent:,.0f} a second of processor (without reading them)")


def _batches(many: Iterable[Listing]) -> Iterator[list[Listing]]:
    batch: dict[str, Listing] = {}
    for each in many:
        if len(batch) == _BATCH or each.paper.arxiv_id in batch:
            yield list(batch.values())
            batch = {}
        batch[each.paper.arxiv_id] = each
    if batch:
        yield list(batch.values())


def quantiles(times: Iterable[float]) -> tuple[float, float, float]:
    """The median, the 99th of a hundred, and the most."""
    ordered = sorted(times)
    return statistics.median(ordered), ordered[int(len(ordered) * 0.99)], ordered[-1]
