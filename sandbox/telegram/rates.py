"""Telegram's flood control: so many messages a second in all, so many to one chat, so many a minute to one group.

https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this. Whoever goes on while refused waits
longer each time.
"""

import math
from collections import deque
from dataclasses import dataclass, field

_LONGEST_PENALTY = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How strict; None switches a limit off. `burst` messages to one chat may come faster than one a second."""

    overall: int | None = 30
    burst: int | None = 4
    per_group: int | None = 20


NO_LIMITS = Limits(overall=None, burst=None, per_group=None)


@dataclass(slots=True)
class Penalty:
    """Until when a chat, or everything, is refused; each call meanwhile makes it longer."""

    until: float = 0.0
    strikes: int = 0

    def strike(self, now: float) -> float:
        """Refuse once more; how long from now."""
        self.until = max(self.until, now + min(2.0**self.strikes, _LONGEST_PENALTY))
        self.strikes += 1
        return self.until - now


@dataclass(slots=True)
class _Account:
    tokens: float
    at: float
    minute: deque[float] = field(default_factory=deque)
    penalty: Penalty = field(default_factory=Penalty)


class Rates:
    """Counts what is shown in chats: messages and edits overall and per group, messages alone per chat."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._second: deque[float] = deque()
        self._overall = Penalty()
        self._accounts: dict[int, _Account] = {}

    def refused_for(self, chat_id: int, *, now: float, is_group: bool, is_edit: bool) -> int | None:
        """Whole seconds to stay away, or None where the call is within the limits (and is then counted)."""
        account = self._accounts.setdefault(chat_id, _Account(tokens=float(self.limits.burst or 0), at=now))
        self._refill(account, now)
        wait = self._penalty(account, now=now, is_group=is_group, is_edit=is_edit)
        if wait is not None:
            return max(math.ceil(wait), 1)
        self._count(account, now, is_edit=is_edit)
        return None

    def _refill(self, account: _Account, now: float) -> None:
        account.tokens = min(account.tokens + now - account.at, float(self.limits.burst or 0))
        account.at = now
        _forget(account.minute, now - 60)
        _forget(self._second, now - 1)

    def _penalty(self, account: _Account, *, now: float, is_group: bool, is_edit: bool) -> float | None:
        if now < self._overall.until or _full(self._second, self.limits.overall):
            return self._overall.strike(now)
        crowded = is_group and _full(account.minute, self.limits.per_group)
        hasty = self.limits.burst is not None and not is_edit and account.tokens < 1
        if now < account.penalty.until or crowded or hasty:
            return account.penalty.strike(now)
        return None

    def _count(self, account: _Account, now: float, *, is_edit: bool) -> None:
        self._overall.strikes = account.penalty.strikes = 0
        self._second.append(now)
        account.minute.append(now)
        account.tokens -= 0 if is_edit else 1


def _full(window: deque[float], limit: int | None) -> bool:
    return limit is not None and len(window) >= limit


def _forget(window: deque[float], before: float) -> None:
    while window and window[0] <= before:
        window.popleft()
