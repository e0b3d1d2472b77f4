"""What an index answers, and the bounds in which it is asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from ssl_watch.queries.matching import Search, Sought

_LAST = (1 << 63) - 1
Run: TypeAlias = tuple[Sought, Sequence[int]]  # what was sought, and places that match it, none left out between


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The first places of how many in all, as far as they were counted, and the last of those."""

    places: Sequence[int]
    total: int
    last: int | None


def bounds(search: Search) -> Mapping[str, int]:
    """The parameters `first` and `end` of each statement."""
    return {"first": search.first, "end": _LAST if search.end is None else search.end}
