from collections.abc import Iterator

import pytest

from tests.ssl_watch.arxiv.prepared import Read, prepared


@pytest.fixture(scope="module")
def read() -> Iterator[Read]:
    """Reads a window from an arXiv that says just this."""
    with prepared() as read:
        yield read
