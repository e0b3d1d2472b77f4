"""The updates that wait for the bot, and which poller may have them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

# Bot API, getUpdates: what a bot that never said gets everything but.
_ONLY_IF_ASKED = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


@dataclass(slots=True)
class Updates:
    """Updates in order. One leaves only when the bot asks for a later one: what it did not confirm comes again."""

    waiting: list[dict[str, object]] = field(default_factory=list)
    allowed: frozenset[str] | None = None
    confirmed: int = 0
    _last_id: int = 710_000_000
    _poller: int = 0

    def add(self, kind: str, value: dict[str, object]) -> int | None:
        """Queue an update of a kind that the bot wants; its id, or None where the bot does not want the kind."""
        wanted = kind in self.allowed if self.allowed is not None else kind not in _ONLY_IF_ASKED
        return self.add_raw({kind: value}) if wanted else None

    def add_raw(self, fields: dict[str, object]) -> int:
        """Queue whatever it is: what the bot makes of it is the question."""
        self._last_id += 1
        self.waiting.append({"update_id": self._last_id, **fields})
        return self._last_id

    def allow(self, kinds: Iterable[str]) -> None:
        """Remember what the bot wants; an empty list means the usual."""
        self.allowed = frozenset(kinds) or None

    def confirm(self, offset: int) -> None:
        """Forget what lies before `offset`; a negative one keeps only so many of the last."""
        if offset < 0:
            self.waiting = self.waiting[offset:]
            return
        self.waiting = [update for update in self.waiting if _id(update) >= offset]
        self.confirmed = max(self.confirmed, offset - 1)

    def take_over(self) -> int:
        """Become the poller; whoever polled before is told of a conflict."""
        self._poller += 1
        return self._poller

    def is_poller(self, ticket: int) -> bool:
        """Whether nobody else has polled since."""
        return ticket == self._poller


def _id(update: dict[str, object]) -> int:
    return int(str(update["update_id"]))
