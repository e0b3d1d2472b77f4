"""What people see of the bot, and how to wait for it without sleeping."""

from collections.abc import Callable

from sandbox.telegram.chats import Message
from sandbox.telegram.state import State


class NothingCame(AssertionError):
    """What was waited for did not happen in time; the message tells what the chat holds instead."""


class Watched(State):
    """The state, seen by people."""

    def from_bot(self, chat_id: int, *, since: int = 0) -> list[Message]:
        """The bot's messages in the chat that were sent or edited after change number `since`."""
        with self.bell:
            messages = self.chats[chat_id].messages.values()
            return [m for m in messages if m.sender is self.bot and m.changed > since and not m.deleted]

    def wait_for(self, ready: Callable[[], bool], *, within: float, what: str = "it") -> None:
        """Wait until something holds.

        Raises:
            NothingCame: it did not, in so many seconds.
        """
        if not self.bell.wait_for(ready, within=within):
            raise NothingCame(f"waited {within:.0f} s for {what}")

    def expect(
        self,
        chat_id: int,
        wanted: str | Callable[[Message], bool] = "",
        *,
        since: int = 0,
        within: float = 15.0,
    ) -> Message:
        """Wait for a message of the bot, new or edited, that contains a text or fits a test; gives the last such one.

        Raises:
            NothingCame: none came in time.
        """
        fits = wanted if callable(wanted) else lambda message: wanted in message.content.text

        def found() -> list[Message]:
            return [message for message in self.from_bot(chat_id, since=since) if fits(message)]

        if not self.bell.wait_for(lambda: bool(found()), within=within):
            held = [message.content.text[:200] for message in self.from_bot(chat_id, since=since)]
            name = wanted if isinstance(wanted, str) else getattr(wanted, "__name__", "a fitting message")
            raise NothingCame(f"waited {within:.0f} s for {name!r}; since then the bot wrote {held!r}")
        return found()[-1]


def buttons(message: Message) -> list[dict[str, object]]:
    """The message's inline buttons, row by row."""
    rows = (message.markup or {}).get("inline_keyboard")
    return [button for row in rows for button in row] if isinstance(rows, list) else []
