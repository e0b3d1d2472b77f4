from collections.abc import AsyncIterator, Iterator

import pytest

from ssl_watch.store import Store, open_store
from tests.bot.handlers.scene import Scene, play


@pytest.fixture
def small_store(sqlite_url: str) -> Iterator[Store]:
    """A store on SQLite: handlers know no engine, their use cases are tested on both."""
    opened = open_store(sqlite_url)
    yield opened
    opened.close()


@pytest.fixture
async def scene(small_store: Store) -> AsyncIterator[Scene]:
    """The bot's handlers, and people to talk to them."""
    async with play(small_store) as set_up:
        yield set_up
