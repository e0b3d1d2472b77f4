"""What an archive has to be after a simulated year, compared with what it is; each comparison gives what is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self

from sandbox.arxiv.records import Record
from sandbox.arxiv.year import Year, is_watched
from ssl_watch.announcements import Number, is_news
from ssl_watch.papers import Author, Paper
from ssl_watch.relevance import Level
from ssl_watch.sightings import Sighting
from ssl_watch.store import feed, papers, sightings
from ssl_watch.verdicts import JudgedPaper
from tests.end_to_end.a_year import Watching

_IN_TITLES = ("elf-supervised", "masked autoencoders learn", "joint-embedding predictive")
_TOLD = {Level.CORE, Level.USES}


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """`papers` is arXiv's truth; `sightings`, `recorded` and `entries` are what the instance holds and has told.

    Papers of the watched sets that changed since it began have to be held, whatever they are about. `turned` are about
    SSL in some versions only.
    """

    papers: Mapping[str, Record]
    due: frozenset[str]
    turned: frozenset[str]
    sightings: Mapping[str, Sighting]
    recorded: Mapping[str, JudgedPaper]
    entries: frozenset[str]
    news_from: Number

    @classmethod
    def of(cls, year: Year, instance: Watching, began: datetime) -> Self:
        """Gather both sides."""
        truth = year.known(instance.clock.now)
        since = began - timedelta(days=3)
        with instance.store.reading() as tx:
            news_from = feed.news_from(tx)
            assert news_from is not None
            recorded = list(papers.every(tx, None))
            seen = sightings.get_many(tx, truth)
        assert len({each.paper.arxiv_id for each in recorded}) == len(recorded)
        return cls(
            papers=truth,
            due=frozenset(name for name, of in truth.items() if is_watched(of) and _changed_at(of) >= since),
            turned=_turned(year),
            sightings=seen,
            recorded={each.paper.arxiv_id: each for each in recorded},
            entries=frozenset(instance.entries),
            news_from=news_from,
        )

    def missed(self) -> list[str]:
        """Papers that arXiv shows in the watched sets and that were never seen."""
        return sorted(self.due - self.sightings.keys())

    def outdated(self) -> dict[str, tuple[int, int]]:
        """Papers of which an older version is known, or an older day of change: ours and arXiv's version."""
        return {
            name: (self.sightings[name].version, self.papers[name].version)
            for name in self.due & self.sightings.keys()
            if self.sightings[name].version != self.papers[name].version
            or self.sightings[name].modified_on != _changed_at(self.papers[name]).date()
        }

    def different(self) -> dict[str, tuple[Paper, Paper]]:
        """Recorded papers that are not as arXiv has them, to the last accent."""
        return {
            name: (judged.paper, as_paper(self.papers[name]))
            for name, judged in self.recorded.items()
            if judged.paper != as_paper(self.papers[name])
        }

    def not_recorded(self) -> list[str]:
        """Papers that are about SSL by their titles or by their verdicts, and are not in the archive."""
        by_title = {name for name in self.due if _says_so(self.papers[name])}
        judged = {name for name, sighting in self.sightings.items() if sighting.level is not Level.NONE}
        return sorted((by_title | judged) - self.recorded.keys())

    def wrongly_news(self) -> list[str]:
        """Papers that are news and should not be, or the other way round: their place in the sequence tells."""
        return sorted(name for name, seen in self.sightings.items() if seen.news is not is_news(name, self.news_from))

    def never_told(self) -> list[str]:
        """News about SSL that was in no digest."""
        return sorted(self._to_be_told() - self.turned - self.entries)

    def told_for_nothing(self) -> list[str]:
        """Papers of digests that are no news, or not about SSL."""
        return sorted(self.entries - self.turned - self._to_be_told())

    def _to_be_told(self) -> set[str]:
        return {
            name
            for name, judged in self.recorded.items()
            if judged.verdict.relevance.level in _TOLD and is_news(name, self.news_from)
        }


def as_paper(record: Record) -> Paper:
    """What arXiv says of a paper, in our words."""
    return Paper(
        arxiv_id=record.arxiv_id,
        version=record.version,
        title=record.title,
        abstract=record.abstract,
        updated_at=record.updated_at,
        submitted_at=record.submitted_at,
        authors=tuple(Author(name=author.name) for author in record.authors),
        categories=record.categories,
        comment=record.comment,
        journal_ref=record.journal_ref,
        dois=record.dois,
        withdrawn=record.is_withdrawn,
    )


def _changed_at(record: Record) -> datetime:
    assert record.announced_at is not None
    return record.announced_at


def _says_so(record: Record) -> bool:
    return any(words in record.title for words in _IN_TITLES)


def _turned(year: Year) -> frozenset[str]:
    return frozenset(
        record.arxiv_id for record in year.records if _says_so(record) != _says_so(year.firsts[record.arxiv_id])
    )
