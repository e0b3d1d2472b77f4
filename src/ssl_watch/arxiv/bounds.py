"""Every bound of a reading in one value: sizes, times and tries. Tests shorten them; nothing else changes them."""

import random
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """Times are in seconds.

    One request: `connect`, then `read` between any two pieces of the answer, `total` in all; `bytes` unpacked.
    One page: `tries`, with waits that begin at `wait` and double up to `longest_wait`, each up to a quarter longer by
    `jitter` (0 to 1), and never shorter than arXiv asks for.
    One reading: no wait begins that would end later than `patience` after the start; the next poll comes anyway.
    One query: pages of `page` records (2,000 at most); above `most` records the window is split, because arXiv's
    paging ends at 10,000.
    OAI-PMH: its first byte was seen to take 183 s, hence `oai_read` and `oai_total` in place of `read` and `total`;
    a list has `pages` pages at most, and is begun again `restarts` times when its token is no longer taken.
    """

    connect: float = 10
    read: float = 60
    total: float = 180
    bytes: int = 32 << 20  # 2,000 records are about 6 MB
    tries: int = 4
    wait: float = 30
    longest_wait: float = 1800
    jitter: Callable[[], float] = random.random
    patience: float = 1200
    page: int = 1000
    most: int = 9000
    oai_read: float = 200
    oai_total: float = 420
    pages: int = 400
    restarts: int = 2
