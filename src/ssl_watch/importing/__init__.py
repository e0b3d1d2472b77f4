"""Take papers from files into the archive, judging each; an import is never news.

`files` opens and sniffs, `rows` reads them as `listings`, this keeps the order of work: 500 papers a transaction, so
that memory is bounded and an interrupted import leaves a usable archive (run it again to go on).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from ssl_watch import listings
from ssl_watch.importing.files import check, opened
from ssl_watch.importing.rows import Rejection, Row, read_rows
from ssl_watch.listings import Listing
from ssl_watch.relevance import Level
from ssl_watch.store import Store, papers
from ssl_watch.store.papers import Recording
from ssl_watch.verdicts import JudgedPaper, judge_of

__all__ = ["ImportReport", "Rejection", "Row", "import_files", "opened", "read_rows"]

_BATCH = 500
_MANY = 1000  # new papers, after which searches are worth making faster again
_MOST_TOLD = 1000  # rejections kept word for word
_BETWEEN_NEWS = 200  # rows
_OUTCOMES = {
    Recording.NEW: "new",
    Recording.REPLACED: "updated",
    Recording.CHANGED: "updated",
    Recording.UNCHANGED: "unchanged",
}
_A_WRONG_CLOCK = timedelta(days=366)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What became of the rows: `read` = `new` + `updated` + `unchanged` + `not_relevant`.

    `rejected` holds the first 1,000 rows that could not be read, `more_rejected` counts the others.
    """

    new: int = 0
    updated: int = 0
    unchanged: int = 0
    not_relevant: int = 0
    rejected: tuple[Rejection, ...] = ()
    more_rejected: int = 0

    @property
    def read(self) -> int:
        """How many rows could be read."""
        return self.new + self.updated + self.unchanged + self.not_relevant

    @property
    def broken(self) -> bool:
        """Whether a file could not be read to its end (a cut-off download), so that there may have been more."""
        return any(rejection.breaks for rejection in self.rejected)


def import_files(
    store: Store,
    files: Sequence[str],
    *,
    keep_all: bool,
    now: datetime,
    progress: Callable[[float], None] = lambda _: None,
    judge: Callable[[Listing], JudgedPaper] = listings.judge,
) -> ImportReport:
    """Import files in the order given, “-” for standard input; `progress` hears the share that is done, if known.

    Papers judged not to be about SSL are left out, unless `keep_all` or a curated table vouches for them. With
    `listings.trust` as the judge, new papers are taken as they are listed; one that was judged is judged again.

    Raises:
        BadInput: a file is missing or is none of text or gzip. Files before it are imported.
        StoreError: the database can't be written. Batches before are recorded.
    """
    tally = _Tally()
    rows = _rows(files, check(files), progress)
    for batch in _batches(tally.sift(_credible(row, now) for row in rows)):
        tally.outcomes.update(_import(store, batch, judge, keep_all=keep_all, now=now))
    if tally.outcomes["new"] >= _MANY:
        _settle(store)
    return tally.report()


def _settle(store: Store) -> None:
    begins, more = True, True
    while more:
        with store.writing() as transaction:
            more = papers.settle(transaction, begins=begins)
        begins = False


@dataclass(slots=True)
class _Tally:
    outcomes: Counter[str] = field(default_factory=Counter)
    rejected: list[Rejection] = field(default_factory=list)
    more_rejected: int = 0

    def sift(self, rows: Iterable[Row | Rejection]) -> Iterator[Row]:
        """Let through what could be read; take down the rest."""
        for row in rows:
            if isinstance(row, Row):
                yield row
            elif row.breaks or len(self.rejected) < _MOST_TOLD:
                self.rejected.append(row)
            else:
                self.more_rejected += 1

    def report(self) -> ImportReport:
        return ImportReport(
            new=self.outcomes["new"],
            updated=self.outcomes["updated"],
            unchanged=self.outcomes["unchanged"],
            not_relevant=self.outcomes["not_relevant"],
            rejected=tuple(self.rejected),
            more_rejected=self.more_rejected,
        )


def _rows(files: Sequence[str], total: int, progress: Callable[[float], None]) -> Iterator[Row | Rejection]:
    before = 0
    for name in files:
        with opened(name) as file:
            for number, row in enumerate(read_rows(file)):
                yield row
                if total and number % _BETWEEN_NEWS == 0:
                    progress(min((before + file.position()) / total, 1.0))
            before += file.position() if total else 0


def _credible(row: Row | Rejection, now: datetime) -> Row | Rejection:
    """A date far in the future would head every list of the newest for years."""
    if isinstance(row, Rejection) or row.listing.paper.updated_at <= now + _A_WRONG_CLOCK:
        return row
    return Rejection(file=row.file, line=row.line, reason="its date lies years ahead")


def _batches(rows: Iterable[Row]) -> Iterator[list[Listing]]:
    """At most 500 papers at once and none twice, so that the second sees what the first came to."""
    batch: dict[str, Listing] = {}
    for row in rows:
        arxiv_id = row.listing.paper.arxiv_id
        if len(batch) == _BATCH or arxiv_id in batch:
            yield list(batch.values())
            batch = {}
        batch[arxiv_id] = row.listing
    if batch:
        yield list(batch.values())


def _import(
    store: Store, batch: Sequence[Listing], judge: Callable[[Listing], JudgedPaper], *, keep_all: bool, now: datetime
) -> list[str]:
    """Judging takes long and holds no transaction; only recording does."""
    ids = [listing.paper.arxiv_id for listing in batch]
    with store.reading() as transaction:
        known = {judged.paper.arxiv_id: judged for judged in papers.get_many(transaction, ids)}
    found = (_judged(each, known.get(each.paper.arxiv_id), judge, keep_all=keep_all) for each in batch)
    kept = [each for each in found if each is not None]
    with store.writing() as transaction:
        recordings = papers.record_many(transaction, kept, now=now)
    return [_OUTCOMES[recording] for recording in recordings] + ["not_relevant"] * (len(batch) - len(kept))


def _judged(
    listing: Listing, known: JudgedPaper | None, judge: Callable[[Listing], JudgedPaper], *, keep_all: bool
) -> JudgedPaper | None:
    """A verdict is never lost to a list that is only trusted; what is known is kept, whatever it is judged to be."""
    if known is not None:
        is_judged = judge_of(known.verdict) is not None
        return (listings.judge if is_judged else judge)(listings.complete(listing, known))
    if judge is listings.judge and not keep_all:
        return listings.judge_if_relevant(listing)
    judged = judge(listing)
    return judged if keep_all or judged.verdict.relevance.level is not Level.NONE else None
