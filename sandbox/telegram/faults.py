"""What can go wrong with one call, on command: the fault, and which calls it strikes."""

from dataclasses import dataclass
from enum import StrEnum


class Trouble(StrEnum):
    """Those above the line strike before the call is done, those below after it."""

    HANG = "hang"  # never answered; not done
    CLOSE = "close"  # connection reset; not done
    BAD_GATEWAY = "bad_gateway"  # 502 with a page of HTML; not done
    RESTART = "restart"  # 500; not done
    FLOOD = "flood"  # 429 with `seconds`; not done
    REFUSE_MARKUP = "refuse_markup"  # 400 for any text with a parse mode
    REFUSE = "refuse"  # `code` and `description`; not done
    # ---
    HANG_AFTER = "hang_after"  # done, never answered
    CLOSE_AFTER = "close_after"  # done, connection reset: the caller can't know
    BAD_GATEWAY_AFTER = "bad_gateway_after"  # done, 502


AFTER = frozenset({Trouble.HANG_AFTER, Trouble.CLOSE_AFTER, Trouble.BAD_GATEWAY_AFTER})


@dataclass(slots=True, kw_only=True)
class Fault:
    """Strikes the next `times` calls that fit; `method` and `chat_id` None fit every one (but getUpdates and getMe).

    `seconds` are the flood wait, or how long a hanging call hangs (it ends when faults are cleared, at the latest).
    """

    trouble: Trouble
    method: str | None = None
    chat_id: int | None = None
    times: int = 1
    skip: int = 0
    seconds: int = 60
    code: int = 400
    description: str = "Bad Request: refused"

    def fits(self, method: str, chat_id: int | None, *, marked_up: bool) -> bool:
        """Whether it strikes this call."""
        by_method = method == self.method.lower() if self.method else method not in {"getupdates", "getme"}
        by_chat = self.chat_id is None or self.chat_id == chat_id
        return self.times > 0 and by_method and by_chat and (marked_up or self.trouble is not Trouble.REFUSE_MARKUP)


class Faults:
    """The faults that are still to strike, first come first served."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []
        self.cleared = 0

    def add(self, fault: Fault) -> None:
        """One more."""
        self._faults.append(fault)

    def clear(self) -> None:
        """All is well again; hanging calls are let go."""
        self._faults.clear()
        self.cleared += 1

    def strike(self, method: str, chat_id: int | None, *, marked_up: bool) -> Fault | None:
        """The fault that strikes this call, used up by one."""
        for fault in self._faults:
            if not fault.fits(method, chat_id, marked_up=marked_up):
                continue
            if fault.skip:
                fault.skip -= 1
                continue
            fault.times -= 1
            return fault
        return None
