"""`python -m sandbox.arxiv --port P [--papers FILE]`: the stand-in in the foreground."""

import argparse
import json
from pathlib import Path

from sandbox.arxiv import World, build, read_records
from sandbox.arxiv.world import ARXIV_INTERVAL
from sandbox.serving import serve


def main() -> None:
    """Read the command line and serve."""
    parser = argparse.ArgumentParser(prog="python -m sandbox.arxiv", description="A stand-in for arXiv.")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--papers", type=Path, help="a papers file (see sandbox/arxiv/__init__.py)")
    parser.add_argument("--profile", choices=["new", "old"], default="new", help="which of arXiv's two servers")
    parser.add_argument("--interval", type=float, default=ARXIV_INTERVAL, help="seconds the rate judge asks for")
    given = parser.parse_args()
    records = read_records(json.loads(given.papers.read_text(encoding="utf-8"))) if given.papers else ()
    serve(build(World(records, profile=given.profile, interval=given.interval)), port=given.port)


if __name__ == "__main__":
    main()
