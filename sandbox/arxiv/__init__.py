"""A stand-in for arXiv, over real HTTP on loopback: its API, OAI-PMH and feeds as they were recorded, faults on demand.

    python -m sandbox.arxiv --port 8090 --papers sandbox/demo/papers.json

    /api/query        the search API
    /oai              OAI-PMH: all verbs; formats arXivRaw, arXiv and oai_dc; sets such as cs, cs:cs:LG, physics:physics
    /rss/cs.LG+stat.ML, /atom/cs.LG        the announcement of the evening before

A papers file is a JSON list; each item is one version of one paper:

    {"arxiv_id": "2301.08243",            base id, old style (math/0309136) too
     "version": 1,                        1 where left out
     "title": "…", "abstract": "…",
     "authors": ["Ada Lovelace", {"name": "Emmy Noether", "affiliations": ["Göttingen"]}],
     "categories": ["cs.CV", "cs.LG"],    the primary one first
     "comment": null, "journal_ref": null, "dois": ["10.1000/x"],      each may be left out
     "submitted_at": "2026-09-01T12:00:00Z",   the first version's submission
     "updated_at": "2026-09-01T12:00:00Z",     this version's; submitted_at where left out
     "announced_at": "2026-09-02T00:00:00Z",   null holds it until it is announced by hand; left out, arXiv's own
                                               timetable applies
     "shown_at": "2026-09-04T00:00:00Z",       when the API and OAI-PMH begin to show it, where that is later
     "edition": 0}                             1 and more: an edit of this version, announced by no feed

A withdrawal is a further version whose comment says so. Beside arXiv's own addresses the same port has, all with JSON:

    GET  /sandbox/requests   what was asked of which service, and which of arXiv's rules that broke: spacing and one
                             connection, over all three services together
    POST /sandbox/papers     a list as above: added, or put in place of the same version and edition
    POST /sandbox/announce   {"ids": […]}: show them now; no ids: everything that was held
    POST /sandbox/clock      {"now": "…"} stops the clock there, {"forward": seconds} moves it, {} lets it run
    POST /sandbox/faults     {"faults": ["429", {"name": "503", "retry_after": "10"}]}: for the next answers, in turn;
                             names and options in `sandbox.arxiv.faults`, {"service": "oai"} among them
    POST /sandbox/services   {"oai": 150, "api": 0}: minutes that a service lags behind the announcement;
                             {"records": 100, "headers": 1000, "feed": 2000}: how much one answer holds at most

Re-implemented from descriptions and recordings of the services, not from their code. In tests: `World`, `build`, and
`sandbox.serving.serving`; a whole simulated year is in `sandbox.arxiv.year`.
"""

from sandbox.arxiv.app import build
from sandbox.arxiv.records import Record, read_records
from sandbox.arxiv.world import World

__all__ = ["Record", "World", "build", "read_records"]
