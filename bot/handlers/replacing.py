"""The last answer to each member of a group: a new one takes its place, so that searching does not flood the others.

In memory, as `budget`: after a restart an old answer merely stays.
"""

from collections.abc import Hashable


class Answered:
    """Which message answered whom last; of `most`, the longest unused is forgotten first."""

    def __init__(self, *, most: int = 10_000) -> None:
        self._most = most
        self._messages: dict[Hashable, int] = {}

    def swap(self, whom: Hashable, message_id: int) -> int | None:
        """Note the newest answer; returns the one before, where it is known."""
        before = self._messages.pop(whom, None)
        self._messages[whom] = message_id
        if len(self._messages) > self._most:
            del self._messages[next(iter(self._messages))]
        return before
