"""`python -m benchmarks.following`: composing for many readers, each of whom follows searches, on SQLite.

The product's own way (each distinct search is held once against the new papers) beside asking the index for every
search of every reader, and beside the same readers without any search. Prints processor time, asserts nothing.
"""

import random
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from ssl_watch import composing, queries
from ssl_watch.code_links import CodeLink, CodeState
from ssl_watch.domains import DOMAINS, Filing
from ssl_watch.papers import Author, Paper
from ssl_watch.relevance import Level, Relevance
from ssl_watch.store import Store, open_store, papers, searches, subscribers
from ssl_watch.subscriptions import Chat, FollowedSearch, Subscriber
from ssl_watch.verdicts import JudgedPaper, Verdict

_NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
_OLD, _NEW = 3_000, 15  # papers
_READERS, _EACH, _DISTINCT = 1_000, 5, 1_000  # readers, searches of each, different ones among all
_TEXT = """masked video image speech graph contrastive representation transformer audio pretraining label encoder token
clinical segmentation robotics policy distillation momentum negative augmentation clustering prototype depth flow pose
protein molecule satellite radar music speaker emotion anomaly retrieval ranking dialogue translation"""
_WORDS = _TEXT.split()


def main() -> None:
    """Compose for the same readers twice, and ask the index for all that they follow once."""
    chance = random.Random(1)
    asked = [_query(chance) for _ in range(_DISTINCT)]
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{folder}/benchmark.db")
        _record(store, chance, range(1, _OLD + 1), news=False)
        _subscribe(store, chance, asked)
        _record(store, chance, range(_OLD + 1, _OLD + _NEW + 1), news=True)
        followed = _spent(lambda: composing.compose_due(store, now=_NOW))
        by_index = _spent(lambda: _ask_the_index(store))
        _subscribe(store, chance, [])
        without = _spent(lambda: composing.compose_due(store, now=_NOW + timedelta(days=1)))
        store.close()
    print(f"{_READERS} readers, {_EACH} searches each, {_DISTINCT} different ones, {_NEW} new papers among {_OLD}")
    print(f"  composing without searches      {without:6.2f} s of processor")
    print(f"  composing with them             {followed:6.2f} s")
    print(f"  only asking the index for each  {by_index:6.2f} s")
    print(f"  a search costs {by_index / max(followed - without, 0.001):.0f} times less than by the index")


def _query(chance: random.Random) -> str:
    one, two, three, four = chance.sample(_WORDS, 4)
    return chance.choice(
        (f"{one} {two}", f"{one} {two} -{three}", f'"{one} {two}" OR {three}', f"({one} OR {two}) {three[:4]}* -{four}")
    )


def _record(store: Store, chance: random.Random, numbers: range, *, news: bool) -> None:
    with store.writing() as tx:
        for number in numbers:
            papers.record(tx, _paper(chance, number), news=news, now=_NOW - timedelta(hours=2))


def _paper(chance: random.Random, number: int) -> JudgedPaper:
    at = _NOW - timedelta(days=1, minutes=number)
    abstract = " ".join(f"{chance.choice(_WORDS)}{chance.randrange(9) or ''}" for _ in range(190))
    paper = Paper(
        arxiv_id=f"2611.{number:05}",
        version=1,
        title=" ".join(chance.sample(_WORDS, 9)),
        abstract=abstract,
        updated_at=at,
        submitted_at=at,
        authors=tuple(Author(name=f"Ada Example{each}") for each in range(6)),
        categories=("cs.LG", "cs.CV"),
    )
    verdict = Verdict(
        relevance=Relevance(level=Level.CORE, score=0.9, evidence=()),
        filings=(Filing(name=chance.choice(DOMAINS).name, score=0.5, evidence=()),),
        code=CodeLink(state=CodeState.NONE),
        venue=None,
        summary="",
    )
    return JudgedPaper(paper=paper, verdict=verdict)


def _subscribe(store: Store, chance: random.Random, asked: list[str]) -> None:
    """Make readers who get all of SSL, and to whom everything after the old papers is new."""
    with store.writing() as tx:
        for number in range(1, _READERS + 1):
            chat = Chat(chat_id=number)
            subscribers.forget(tx, chat)
            subscribers.save(tx, Subscriber(chat=chat, cursor=_OLD, next_digest_at=_NOW))
            for text in chance.sample(asked, _EACH) if asked else ():
                searches.add(tx, chat, FollowedSearch(text=text, cursor=_OLD, followed_at=_NOW))


def _ask_the_index(store: Store) -> None:
    for number in range(1, _READERS + 1):
        with store.reading() as tx:
            for search in searches.of_chat(tx, Chat(chat_id=number)):
                term = queries.read(search.text).term
                papers.search(tx, term, limit=_NEW, offset=0, within=store.search_patience)


def _spent(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


if __name__ == "__main__":
    main()
