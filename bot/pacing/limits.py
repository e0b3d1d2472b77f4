"""What Telegram lets one chat have: one message a second with short bursts, twenty a minute in a group, and holds."""

from collections import deque
from enum import IntEnum

_MINUTE = 60.5  # with a margin for the way to Telegram
_SECOND = 1.05
_GROUP_LIMIT = 20
_GROUP_RESERVE = 3  # of the twenty, for answers
_BURST = 4  # answers to one chat that may go at once, made up for afterwards
_NO_BURST = 600.0  # seconds after a chat's flood wait: bursts are tolerated, not promised, and each refusal costs more
_GLOBAL_STRIKES = 3  # chats told to wait within …
_GLOBAL_WITHIN = 5.0  # … so many seconds: then it is the bot that is meant, not the chats
_REMEMBERED_CHATS = 4096


class Lane(IntEnum):
    """Who goes first."""

    EDIT = 0  # a page turned, a button ticked: nothing new appears, so a private chat's second does not count
    ANSWER = 1
    DIGEST = 2


class ChatLimits:
    """What was sent to each chat lately, and which chats are held."""

    def __init__(self) -> None:
        self._paid_until: dict[int, float] = {}  # when a chat's messages would have gone, had they gone one a second
        self._minutes: dict[int, deque[float]] = {}  # of groups
        self._held: dict[int, float] = {}
        self._all_held = 0.0
        self._strikes: deque[tuple[float, int, float]] = deque(maxlen=16)

    def __len__(self) -> int:
        """How many chats are remembered."""
        return len(self._paid_until.keys() | self._minutes.keys() | self._held.keys())

    def free_at(self, chat_id: int, lane: Lane) -> float:
        """The moment from which the chat may get a message of the lane."""
        free = max(self._all_held, self._held.get(chat_id, 0.0))
        if chat_id < 0:
            free = max(free, self._minute_free_at(chat_id, lane))
        if lane is Lane.EDIT:
            return free
        paid_until = self._paid_until.get(chat_id, 0.0)
        bursts = lane is Lane.ANSWER and paid_until > self._held.get(chat_id, float("-inf")) + _NO_BURST
        return max(free, paid_until - (_BURST - 1) * _SECOND if bursts else paid_until)

    def _minute_free_at(self, chat_id: int, lane: Lane) -> float:
        shown = self._minutes.get(chat_id, ())
        limit = _GROUP_LIMIT - (_GROUP_RESERVE if lane is Lane.DIGEST else 0)
        return shown[-limit] + _MINUTE if len(shown) >= limit else 0.0

    def departed(self, chat_id: int, lane: Lane, now: float) -> None:
        """Remember that a message goes to the chat, or that one of its messages is edited."""
        self._forget(now)
        if chat_id < 0:
            self._minutes.setdefault(chat_id, deque(maxlen=_GROUP_LIMIT)).append(now)
        if lane is not Lane.EDIT:
            self._paid_until[chat_id] = max(self._paid_until.get(chat_id, 0.0), now) + _SECOND

    def hold(self, chat_id: int, *, now: float, wait: float) -> None:
        """Send nothing to the chat for `wait` seconds; nor to any, where several were told so at once."""
        self._held[chat_id] = max(self._held.get(chat_id, 0.0), now + wait)
        self._strikes.append((now, chat_id, now + wait))
        recent = [strike for strike in self._strikes if strike[0] > now - _GLOBAL_WITHIN]
        if len({chat for _, chat, _ in recent}) >= _GLOBAL_STRIKES:
            self._all_held = max(self._all_held, min(until for _, _, until in recent))

    def _forget(self, now: float) -> None:
        if max(len(self._paid_until), len(self._held)) < _REMEMBERED_CHATS:
            return
        self._paid_until = {chat: until for chat, until in self._paid_until.items() if until > now}
        self._minutes = {chat: shown for chat, shown in self._minutes.items() if shown[-1] > now - _MINUTE}
        self._held = {chat: until for chat, until in self._held.items() if until > now}
