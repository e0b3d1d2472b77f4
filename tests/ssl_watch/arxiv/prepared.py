"""An arXiv whose API gives one prepared answer to every question."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol
from xml.sax.saxutils import escape

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sandbox.serving import serving
from ssl_watch.arxiv import Reading
from tests.ssl_watch.arxiv.wiring import NOW, SINCE, Time, reading_from

FIXTURES = Path(__file__).parent / "fixtures"


class Arxiv:
    """Gives every question the same answer, under a title that repeats the question."""

    def __init__(self) -> None:
        self.body = b""
        self.status = 200

    async def answer(self, request: Request) -> Response:
        asked = "search_query={search_query}&id_list=&start={start}&max_results={max_results}"
        title = escape(asked.format(**request.query_params)).encode()
        return Response(self.body.replace(b"@ASKED@", title), self.status, media_type="application/atom+xml")


class Read(Protocol):
    def __call__(self, body: bytes, *, status: int = 200) -> Reading: ...


@contextmanager
def prepared() -> Iterator[Read]:
    """Reads a window from an arXiv that says just this."""
    arxiv = Arxiv()
    app = Starlette(routes=[Route("/api/query", arxiv.answer)])
    with serving(app) as base, reading_from(f"{base}/api/query", Time(), tries=1) as reader:

        def read(body: bytes, *, status: int = 200) -> Reading:
            arxiv.body, arxiv.status = body, status
            return reader.read_window(SINCE, NOW)

        yield read


def fixture(name: str) -> bytes:
    return (FIXTURES / f"{name}.xml").read_bytes()
