"""Everything that arrived, in order and with the time of its arrival: what judges read."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

SHOWING = frozenset(
    {"sendmessage", "senddocument", "sendphoto", "editmessagetext", "editmessagereplymarkup", "editmessagecaption"}
)


@dataclass(slots=True, kw_only=True)
class Arrival:
    """One call. `at` is monotonic; `code` is 200 where it was done, else the refusal's, 0 while it is not known yet.

    `message_id` is the message that the call made or changed: it is set even where the caller got no answer.
    """

    number: int
    at: float
    method: str
    chat_id: int | None = None
    thread_id: int | None = None
    text: str | None = None
    parameters: dict[str, str]
    code: int = 0
    description: str = ""
    message_id: int | None = None
    fault: str | None = None

    @property
    def was_done(self) -> bool:
        """Whether the call had its effect, answered or not."""
        return self.code == 200

    def as_json(self) -> dict[str, object]:
        """For the control endpoint."""
        return asdict(self)


class Journal:
    """Append-only."""

    def __init__(self) -> None:
        self.arrivals: list[Arrival] = []

    def record(self, method: str, *, at: float, parameters: dict[str, str]) -> Arrival:
        """Write down a call as it arrives."""
        arrival = Arrival(number=len(self.arrivals) + 1, at=at, method=method, parameters=parameters)
        self.arrivals.append(arrival)
        return arrival

    def of(self, *methods: str) -> list[Arrival]:
        """The calls of these methods."""
        wanted = {method.lower() for method in methods}
        return [arrival for arrival in self.arrivals if arrival.method in wanted]


def judge(arrivals: Sequence[Arrival]) -> dict[str, object]:
    """What a judge asks of a run: how fast, how often refused, what was shown twice."""
    shown = [arrival for arrival in arrivals if arrival.method in SHOWING]
    sent = [arrival for arrival in shown if arrival.method.startswith("send")]
    return {
        "calls": dict(Counter(arrival.method for arrival in arrivals)),
        "refused": dict(Counter(str(arrival.code) for arrival in arrivals if arrival.code not in {0, 200})),
        "sent": sum(arrival.was_done for arrival in sent),
        "busiest_second": busiest(arrival.at for arrival in shown),
        "busiest_second_of_a_chat": max((busiest(times) for times in _by_chat(sent).values()), default=0),
        "repeated": [{"chat_id": chat, "times": times, "text": text[:80]} for (chat, text), times in _repeated(sent)],
    }


def busiest(times: Iterable[float], *, window: float = 1.0) -> int:
    """The most arrivals in any window of so many seconds (its end excluded)."""
    ordered = sorted(times)
    return max((index + 1 - bisect_right(ordered, at - window) for index, at in enumerate(ordered)), default=0)


def _by_chat(arrivals: Iterable[Arrival]) -> dict[int | None, list[float]]:
    times: dict[int | None, list[float]] = {}
    for arrival in arrivals:
        times.setdefault(arrival.chat_id, []).append(arrival.at)
    return times


def _repeated(sent: Iterable[Arrival]) -> list[tuple[tuple[int | None, str], int]]:
    counted = Counter((arrival.chat_id, arrival.text or "") for arrival in sent if arrival.was_done)
    return [(key, times) for key, times in counted.most_common() if times > 1]
