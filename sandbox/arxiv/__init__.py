"""A stand-in for arXiv's search API, over real HTTP on loopback: `/api/query` as it was recorded, faults on demand.

    python -m sandbox.arxiv --port 8090 --papers sandbox/demo/papers.json

A papers file is a JSON list; each item is one version of one paper:

    {"arxiv_id": "2301.08243",            base id, old style (math/0309136) too
     "version": 1,                        1 where left out
     "title": "…", "abstract": "…",
     "authors": ["Ada Lovelace", {"name": "Emmy Noether", "affiliations": ["Göttingen"]}],
     "categories": ["cs.CV", "cs.LG"],    the primary one first
     "comment": null, "journal_ref": null, "dois": ["10.1000/x"],      each may be left out
     "submitted_at": "2026-09-01T12:00:00Z",   the first version's submission
     "updated_at": "2026-09-01T12:00:00Z",     this version's; submitted_at where left out
     "announced_at": "2026-09-02T00:00:00Z"}   when the API begins to show it; null holds it until it is announced by
                                               hand; left out, arXiv's own timetable applies

A withdrawal is a further version whose comment says so. Beside `/api/query` the same port has, all with JSON:

    GET  /sandbox/requests   what was asked, and which of arXiv's rules that broke (spacing, one connection)
    POST /sandbox/papers     a list as above: added, or put in place of the same version
    POST /sandbox/announce   {"ids": […]}: show them now; no ids: everything that was held
    POST /sandbox/clock      {"now": "…"} stops the clock there, {"forward": seconds} moves it, {} lets it run
    POST /sandbox/faults     {"faults": ["429", {"name": "503", "retry_after": "10"}]}: for the next answers, in turn;
                             names in `sandbox.arxiv.faults`

Re-implemented from descriptions and recordings of the service, not from its code. In tests: `World`, `build`, and
`sandbox.serving.serving`.
"""

from sandbox.arxiv.app import build
from sandbox.arxiv.records import Record, read_records
from sandbox.arxiv.world import World

__all__ = ["Record", "World", "build", "read_records"]
