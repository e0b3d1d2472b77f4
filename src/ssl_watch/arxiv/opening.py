"""Where readers come from. Nothing is loaded or connected before a reader's first reading."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

from ssl_watch.arxiv.api import ApiReader
from ssl_watch.arxiv.bounds import Bounds
from ssl_watch.arxiv.line import Line
from ssl_watch.arxiv.oai import OaiReader
from ssl_watch.arxiv.pacing import PACER, Pacer, Sleep
from ssl_watch.arxiv.readings import Readers, Searcher
from ssl_watch.arxiv.rss import RssReader
from ssl_watch.settings import Settings


def open_reader(
    settings: Settings, *, bounds: Bounds | None = None, pacer: Pacer = PACER, sleep: Sleep | None = None
) -> Searcher:
    """A reader of arXiv's search API alone.

    `pacer` is shared by the process unless a test brings its own clock, and `sleep` with it.
    """
    return ApiReader(Line(settings, "arxiv_api_url", bounds=bounds or Bounds(), pacer=pacer, sleep=sleep))


def open_readers(
    settings: Settings,
    *,
    bounds: Bounds | None = None,
    pacer: Pacer = PACER,
    sleep: Sleep | None = None,
    today: Callable[[], date] | None = None,
) -> Readers:
    """Readers of all three sources. `today` is the UTC day by arXiv's clock; later days are never asked for."""
    bounds = bounds or Bounds()
    slow = replace(bounds, read=bounds.oai_read, total=bounds.oai_total)

    def line(name: str, bounds: Bounds) -> Line:
        return Line(settings, name, bounds=bounds, pacer=pacer, sleep=sleep)

    return Readers(
        oai=OaiReader(line("arxiv_oai_url", slow), today or _today),
        api=ApiReader(line("arxiv_api_url", bounds)),
        rss=RssReader(line("arxiv_rss_url", bounds)),
    )


def _today() -> date:
    return datetime.now(UTC).date()
