"""A delivery: one message owed to one chat, and what can become of it.

`composing` and `polling` owe them, `delivering` claims and marks them, a courier (in `bot`) carries them.

    pending ──claim──> sending ──> sent | refused | gone
       ^                  │ └────> pending again, not before a time  (postponed: certainly not delivered)
       └── claim ── unknown <───── crash or time-out                 (may have been delivered: sent again, and says so)
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from ssl_watch.subscriptions import Chat


class DeliveryState(StrEnum):
    """See the drawing above."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    REFUSED = "refused"
    GONE = "gone"
    UNKNOWN = "unknown"


ENDED = (DeliveryState.SENT, DeliveryState.REFUSED, DeliveryState.GONE)


class Kind(StrEnum):
    """What a delivery carries."""

    DIGEST = "digest"
    NOTICE = "notice"  # a sentence for an operator


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One message owed. (chat, kind, key) is unique, which makes composing idempotent.

    A digest is named by `digest_id`, a notice carries its `text`. `attempts` counts claims; `may_repeat` says that an
    earlier attempt may have arrived; `plain` that Telegram refused its markup once. `urgent` goes before bulk.
    """

    chat: Chat
    kind: Kind
    key: str
    delivery_id: int | None = None
    digest_id: int | None = None
    text: str | None = None
    state: DeliveryState = DeliveryState.PENDING
    attempts: int = 0
    not_before: datetime | None = None
    may_repeat: bool = False
    plain: bool = False
    urgent: bool = False
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """Telegram confirmed it."""

    message_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Postponed:
    """Certainly not delivered. `wait` is what Telegram asked for, or None to back off."""

    reason: str
    wait: timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unclear:
    """Perhaps delivered, perhaps not."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Telegram will not take this message. Where `markup` is to blame, plain text may pass."""

    reason: str
    markup: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """The chat is not to be reached: blocked, kicked, deactivated (`certain`), or not found (perhaps passing)."""

    reason: str
    certain: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """The group became a supergroup with this id; certainly not delivered."""

    chat_id: int


Outcome = Sent | Postponed | Unclear | Refused | Gone | Moved

GONE_AFTER = 5  # "chat not found" this often in a row ends a subscription; one may be a passing fault
_SHORTEST = timedelta(seconds=2)
_LONGEST = timedelta(minutes=30)


def back_off(attempts: int) -> timedelta:
    """How long to wait after the n-th failed attempt: 2 s, doubled each time, half an hour at most."""
    doublings = min(max(attempts - 1, 0), 20)
    return min(_SHORTEST * (1 << doublings), _LONGEST)
