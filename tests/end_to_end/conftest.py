"""A stage for each test: stand-ins on free ports, an empty database."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sandbox import arxiv, telegram
from sandbox.demo.papers import plan
from sandbox.demo.staging import let_news_begin
from sandbox.serving import serving
from tests.end_to_end.stage import Stage


@pytest.fixture
def stage(store_url: str, tmp_path: Path) -> Iterator[Stage]:
    yield from _stage(store_url, tmp_path)


@pytest.fixture
def stage_on_sqlite(sqlite_url: str, tmp_path: Path) -> Iterator[Stage]:
    """For what does not depend on the database."""
    yield from _stage(sqlite_url, tmp_path)


def _stage(database_url: str, folder: Path) -> Iterator[Stage]:
    papers = plan(datetime.now(UTC))
    sky = arxiv.World(papers.shown + papers.first + papers.later, interval=0)
    world = telegram.World()
    let_news_begin(database_url)
    with serving(arxiv.build(sky)) as arxiv_address, serving(telegram.build(world)) as address:
        settings = {
            "bot_token": telegram.TOKEN,
            "telegram_url": address,
            "database_url": database_url,
            "arxiv_api_url": f"{arxiv_address}/api/query",
            "arxiv_oai_url": f"{arxiv_address}/oai",
            "arxiv_rss_url": arxiv_address,
            "arxiv_interval": "0",
            "poll_cron": "* * * * * *",  # every second
        }
        yield Stage(telegram=world, arxiv=sky, plan=papers, settings=settings, folder=folder, address=address)
        world.close()
