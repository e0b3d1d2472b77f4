"""How often a chat may ask for what costs: a token bucket per chat, in memory.

It protects the database from a stuck client or a crowd in one group; Telegram's own limits are kept by `pacing`.
"""

from datetime import datetime, timedelta

from ssl_watch.subscriptions import Chat


class Budget:
    """`burst` questions at once per chat, and one more whenever `refill` has passed; `most_chats` are remembered."""

    def __init__(self, *, burst: int = 20, refill: timedelta = timedelta(seconds=3), most_chats: int = 10_000) -> None:
        self._burst = burst
        self._most_chats = most_chats
        self._refill = refill
        self._full_at: dict[int, datetime] = {}

    def spend(self, chat: Chat, *, now: datetime) -> timedelta | None:
        """Spend one. Returns how long to wait where there is none left, else None."""
        full_at = max(self._full_at.get(chat.chat_id, now), now)
        wait = full_at + self._refill - now - self._burst * self._refill
        if wait > timedelta(0):
            return wait
        self._full_at.pop(chat.chat_id, None)  # the dictionary stays in the order of use
        self._full_at[chat.chat_id] = full_at + self._refill
        if len(self._full_at) > self._most_chats:
            del self._full_at[next(iter(self._full_at))]
        return None
