"""What one poll of arXiv reported: the row that tells operators and receipts that it happened, and how it ended."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PollReport:
    """One reading of one source. A failed one changed nothing, and `error` says why.

    `announced`: papers in the answer that this instance had never seen; `recorded`: papers in the answer whose
    record was written, new ones included; `new`, `replaced`: first sights, and later versions of known papers;
    `relevant`: of the new ones, those judged SSL; `late`: of the new ones, those submitted long before.
    """

    source: str
    started_at: datetime
    ended_at: datetime
    total: int = 0
    announced: int = 0
    recorded: int = 0
    new: int = 0
    replaced: int = 0
    relevant: int = 0
    late: int = 0
    error: str | None = None

    @property
    def succeeded(self) -> bool:
        """Whether arXiv was read whole."""
        return self.error is None
