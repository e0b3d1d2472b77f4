"""A stand-in on loopback for a test, and what its answers hold."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import requests
from lxml import etree

from sandbox.arxiv import Record, World, build
from sandbox.serving import serving
from tests.sandbox_arxiv.papers_to_search import NOW

OAI = "{http://www.openarchives.org/OAI/2.0/}"
RAW = "{http://arxiv.org/OAI/arXivRaw/}"


@contextmanager
def a_stand_in(*records: Record, **options: Any) -> Iterator[tuple[World, str]]:
    world = World(records, interval=0, **options)
    world.stop_clock(NOW)
    with serving(build(world)) as base:
        yield world, base


def oai(base: str, **parameters: str) -> etree._Element:
    """OAI-PMH's answer, parsed as strictly as XML is; a last underscore in a name is left out (`from_`)."""
    named = {name.rstrip("_"): value for name, value in parameters.items()}
    answer = requests.get(f"{base}/oai", params=named, timeout=5)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/xml")
    return etree.fromstring(answer.content)


def listed(answer: etree._Element) -> list[str]:
    """The ids of an answer's records or headers."""
    return [str(each.text).removeprefix("oai:arXiv.org:") for each in answer.iter(OAI + "identifier")]


def error(answer: etree._Element) -> str | None:
    found = answer.find(OAI + "error")
    return None if found is None else found.get("code")


def token(answer: etree._Element) -> str | None:
    """A list's resumption token: None where there is no element."""
    found = answer.find(f".//{OAI}resumptionToken")
    return None if found is None else found.text or ""


def feed(base: str, form: str, names: str) -> requests.Response:
    return requests.get(f"{base}/{form}/{names}", timeout=5)


def lines(answer: requests.Response) -> list[tuple[str, str]]:
    """A feed's ids with versions, and how each is announced."""
    return re.findall(r"arXiv:(\S+) Announce Type: (\S+) \nAbstract: ", answer.text)
