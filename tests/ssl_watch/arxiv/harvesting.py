"""An OAI-PMH server of a few lines that can be told what to say, with a harvester at it."""

import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sandbox.serving import serving
from ssl_watch.arxiv import Bounds, Pacer, Readers, Reading, open_readers
from ssl_watch.settings import Settings
from tests.ssl_watch.arxiv.wiring import Time

TODAY = date(2026, 9, 30)
SINCE = date(2026, 9, 26)
Turn = Callable[[bytes], bytes | Response]


def a_header(arxiv_id: str, *, on: str = "2026-09-29", sets: tuple[str, ...] = ("cs:cs:LG",), status: str = "") -> str:
    specs = "".join(f"<setSpec>{name}</setSpec>" for name in sets)
    deleted = f" status={quoteattr(status)}" if status else ""
    return (
        f"<header{deleted}><identifier>oai:arXiv.org:{arxiv_id}</identifier><datestamp>{on}</datestamp>{specs}</header>"
    )


def a_record(arxiv_id: str, *, header: str | None = None, metadata: str | None = None, **fields: str) -> str:
    """A record as arXiv writes it; a field given as "" is left out."""
    told = {
        "versions": _version("v1", "Mon, 28 Sep 2026 10:00:00 GMT"),
        "title": f"On things, {arxiv_id}",
        "authors": "Ann Author, Bo Writer",
        "categories": "cs.LG stat.ML",
        "comments": "",
        "journal-ref": "",
        "doi": "",
        "license": "http://creativecommons.org/licenses/by/4.0/",
        "abstract": "  We learn without labels.\n",
        **fields,
    }
    body = told.pop("versions") + "".join(f"<{name}>{text}</{name}>" for name, text in told.items() if text)
    raw = (
        f'<arXivRaw xmlns="http://arxiv.org/OAI/arXivRaw/"><id>{arxiv_id}</id><submitter>A</submitter>{body}</arXivRaw>'
    )
    held = f"<metadata>{raw}</metadata>" if metadata is None else metadata
    return f"<record>{a_header(arxiv_id) if header is None else header}{held}</record>"


def versions(*told: tuple[str, str, str]) -> str:
    """Number, date and source type of each."""
    return "".join(_version(*one) for one in told)


def _version(number: str, at: str, source: str = "") -> str:
    kind = f"<source_type>{source}</source_type>" if source else ""
    return f'<version version="{number}"><date>{at}</date><size>9kb</size>{kind}</version>'


def document(asked: Mapping[str, str], held: str) -> bytes:
    """An answer that repeats what was asked."""
    told = "".join(f" {name}={quoteattr(value)}" for name, value in asked.items())
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">\n'
        f"<responseDate>2026-09-30T12:00:00Z</responseDate>\n<request{told}>http://oaipmh.arxiv.org/oai</request>\n"
        f"{held}\n</OAI-PMH>"
    ).encode()


def error(code: str, said: str = "said so") -> str:
    return f'<error code="{code}">{escape(said)}</error>'


def replaced(found: bytes, put: bytes) -> Turn:
    def turn(body: bytes) -> bytes:
        assert found in body
        return body.replace(found, put)

    return turn


class Silence(Response):
    """Never comes; `begun` is set when it is being waited for."""

    def __init__(self) -> None:
        super().__init__()
        self.begun = threading.Event()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self.begun.set()
        while (await receive())["type"] != "http.disconnect":
            continue


class Oai:
    """Lists its `pieces` (records or headers) by set, `size` to a page; what is in `turns` comes between, once each."""

    def __init__(self, time: Time, size: int) -> None:
        self.pieces: dict[str, list[str]] = {}
        self.size = size
        self.turns: deque[Turn | None] = deque()
        self.asked: list[dict[str, str]] = []
        self.peers: list[Any] = []
        self.time = time

    def spoil(self, *turns: Turn | None) -> None:
        """The next answers go through these, one each; None leaves one as it is."""
        self.turns.extend(turns)

    async def answer(self, request: Request) -> Response:
        """The endpoint."""
        asked = dict(request.query_params)
        self.asked.append(asked)
        self.peers.append(request.client)
        body = document(asked, self._held(asked))
        turn = self.turns.popleft() if self.turns else None
        spoilt = turn(body) if turn else body
        return spoilt if isinstance(spoilt, Response) else Response(spoilt, media_type="text/xml")

    def _held(self, asked: dict[str, str]) -> str:
        verb = asked["verb"]
        if verb == "GetRecord":
            wanted = f">{asked['identifier']}<"
            found = [piece for pieces in self.pieces.values() for piece in pieces if wanted in piece]
            return f"<GetRecord>{found[0]}</GetRecord>" if found else error("idDoesNotExist")
        of_set, _, skip = asked.get("resumptionToken", asked.get("set", "")).partition("|")
        pieces, start = self.pieces.get(of_set, []), int(skip or 0)
        if not pieces[start:]:
            return error("noRecordsMatch")
        more = start + self.size < len(pieces)
        token = f"<resumptionToken>{of_set}|{start + self.size}</resumptionToken>" if more else "<resumptionToken/>"
        return f"<{verb}>{''.join(pieces[start : start + self.size])}{token if more or start else ''}</{verb}>"


class Harvest:
    """The server with readers at it."""

    def __init__(self, oai: Oai, readers: Readers) -> None:
        self.oai = oai
        self.readers = readers

    def readings(self, since: date = SINCE, until: date | None = None) -> list[Reading]:
        return list(self.readers.oai.harvest(since, until))

    def ids(self) -> list[str]:
        return [paper.arxiv_id for reading in self.readings() for paper in reading.papers]

    def one(self) -> Reading:
        (reading,) = self.readings()
        return reading


@contextmanager
def an_oai(*pieces: str, size: int = 3, of_set: str = "cs", **bounds: Any) -> Iterator[Harvest]:
    """A server that lists these in one set."""
    time = Time()
    oai = Oai(time, size)
    oai.pieces[of_set] = list(pieces)
    with serving(Starlette(routes=[Route("/oai", oai.answer)])) as base, reading_all(base, time, **bounds) as readers:
        yield Harvest(oai, readers)


@contextmanager
def reading_all(base: str, time: Time, *, today: date = TODAY, **bounds: Any) -> Iterator[Readers]:
    """Readers of all sources at an address; closed with the block."""
    addresses = {"arxiv_api_url": f"{base}/api/query", "arxiv_oai_url": f"{base}/oai", "arxiv_rss_url": base}
    readers = open_readers(
        Settings.model_validate(addresses),
        bounds=Bounds(**{"jitter": lambda: 0.5, **bounds}),
        pacer=Pacer(time.clock),
        sleep=time.sleep,
        today=lambda: today,
    )
    try:
        yield readers
    finally:
        readers.close()
