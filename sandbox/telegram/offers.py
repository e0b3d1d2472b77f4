"""Inline mode as Telegram's servers keep it: queries that wait for the bot, and its answers, for as long as it said.

`methods.inline` reads the bot's answers, `inline` lets people type and choose.
"""

from dataclasses import dataclass, field

from sandbox.telegram.chats import Person
from sandbox.telegram.refusals import bad_request
from sandbox.telegram.text import Text

LONGEST_QUERY = 256  # characters; Bot API, InlineQuery.query
LIVES = 10.0  # seconds in which an answer must come; measured by others, documented nowhere


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One result: what the list shows of it, and the message that choosing it posts."""

    offer_id: str
    title: str
    description: str
    url: str | None
    content: Text
    markup: dict[str, object] | None

    def as_json(self) -> dict[str, object]:
        """What a client draws."""
        return {"id": self.offer_id, "title": self.title, "description": self.description, "url": self.url}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the bot answered; `personal` answers are kept for the one who asked only."""

    offers: tuple[Offer, ...]
    next_offset: str = ""
    button: dict[str, object] | None = None
    cache_time: int = 300
    personal: bool = False

    def as_json(self) -> dict[str, object]:
        """What a client draws."""
        offers = [offer.as_json() for offer in self.offers]
        return {"results": offers, "next_offset": self.next_offset, "button": self.button}


@dataclass(slots=True, kw_only=True)
class InlineQuery:
    """What somebody typed after the bot's name, and the answer to it, if there is one; `cached` where nobody asked."""

    query_id: str
    person: Person
    chat_id: int
    text: str
    offset: str
    at: float
    answer: Answer | None = None
    cached: bool = False

    def is_open(self, now: float) -> bool:
        """Whether the bot may still answer."""
        return self.answer is None and now - self.at <= LIVES


_Key = tuple[int | None, str, str]


@dataclass(slots=True)
class Offers:
    """Every query, and what is cached; `enabled` is BotFather's /setinline."""

    enabled: bool = True
    queries: dict[str, InlineQuery] = field(default_factory=dict)
    _cache: dict[_Key, tuple[float, Answer]] = field(default_factory=dict)

    def ask(self, query: InlineQuery) -> bool:
        """Take a query; whether the bot has to be asked. It has not where an answer is cached."""
        self.queries[query.query_id] = query
        for user_id in (query.person.user_id, None):
            until, answer = self._cache.get((user_id, query.text, query.offset), (0.0, None))
            if answer is not None and query.at < until:
                query.answer, query.cached = answer, True
                return False
        return True

    def answer(self, query_id: str | None, answer: Answer, *, now: float) -> None:
        """Answer a query, once and in time.

        Raises:
            Refusal: 400; it is unknown, old, or answered already.
        """
        query = self.open(query_id, now=now)
        query.answer = answer
        whose = query.person.user_id if answer.personal else None
        self._cache[whose, query.text, query.offset] = now + answer.cache_time, answer

    def open(self, query_id: str | None, *, now: float) -> InlineQuery:
        """The query, if it may be answered; Refusal 400 otherwise."""
        query = self.queries.get(query_id or "")
        if query is None or not query.is_open(now):
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        return query
