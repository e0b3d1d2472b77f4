"""Where readers come from. Nothing is loaded or connected before a reader's first reading."""

from ssl_watch.arxiv.api import ApiReader
from ssl_watch.arxiv.bounds import Bounds
from ssl_watch.arxiv.line import Line
from ssl_watch.arxiv.pacing import PACER, Pacer, Sleep
from ssl_watch.arxiv.readings import Searcher
from ssl_watch.settings import Settings


def open_reader(
    settings: Settings, *, bounds: Bounds | None = None, pacer: Pacer = PACER, sleep: Sleep | None = None
) -> Searcher:
    """A reader of arXiv's search API.

    `pacer` is shared by the process unless a test brings its own clock, and `sleep` with it.
    """
    return ApiReader(Line(settings, "arxiv_api_url", bounds=bounds or Bounds(), pacer=pacer, sleep=sleep))
