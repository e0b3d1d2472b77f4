"""People in inline mode: they type after the bot's name in any chat, and choose what is posted there."""

from sandbox.telegram import shapes
from sandbox.telegram.chats import Chat, Message, Person
from sandbox.telegram.offers import LIVES, LONGEST_QUERY, InlineQuery, Offer
from sandbox.telegram.watching import Watched


class NothingOffered(LookupError):
    """Inline mode is switched off, the query has no answer, or the answer no such result."""


class Inline(Watched):
    """What people do in inline mode."""

    def ask_inline(self, chat_id: int, text: str, *, by: Person | None = None, offset: str = "") -> InlineQuery:
        """Somebody types after the bot's name; the answer is there at once where Telegram has it from before.

        Raises:
            NothingOffered: inline mode is switched off.
        """
        with self.bell:
            if not self.inline.enabled:
                raise NothingOffered("BOT_INLINE_DISABLED")
            chat = self.chats[chat_id]
            query = InlineQuery(
                query_id=str(8_100_000_000_000 + next(self.numbers)),
                person=by or self.speaker(chat),
                chat_id=chat_id,
                text=text.strip()[:LONGEST_QUERY],
                offset=offset,
                at=self.clock(),
            )
            if self.inline.ask(query):
                self.updates.add("inline_query", _shape(query, chat))
            self.touch()
            return query

    def offers(self, chat_id: int, text: str, *, by: Person | None = None, offset: str = "") -> InlineQuery:
        """The same, and wait for the answer.

        Raises:
            NothingCame: the bot did not answer in time.
        """
        query = self.ask_inline(chat_id, text, by=by, offset=offset)
        self.wait_for(lambda: query.answer is not None, within=LIVES, what=f"offers for {query.text!r}")
        return query

    def choose(self, query: InlineQuery, offer_id: str, *, thread: int | None = None) -> Message:
        """Who asked posts one of the results, in the chat where it was asked for.

        Raises:
            NothingOffered: there is no such result.
        """
        with self.bell:
            offer = _chosen(query, offer_id)
            chat = self.chats[query.chat_id]
            fields = {"via": self.bot, "markup": offer.markup, "thread_id": thread}
            message = self.write(chat, offer.content, sender=query.person, **fields)
            # Privacy mode lets a bot see what was posted by way of it.
            if chat.bot_status == "administrator" or (chat.bot_status == "member" and chat.kind != "channel"):
                self.updates.add("channel_post" if chat.kind == "channel" else "message", self.shape(message))
            self.touch()
            return message

    def speaker(self, chat: Chat) -> Person:
        """Who acts where nobody is named: a private chat's person, or a group's creator."""
        if chat.is_private:
            return self.people[chat.chat_id]
        return self.people[next(user for user, status in chat.members.items() if status == "creator")]


def _chosen(query: InlineQuery, offer_id: str) -> Offer:
    offers = query.answer.offers if query.answer else ()
    found = next((offer for offer in offers if offer.offer_id == offer_id), None)
    if found is None:
        raise NothingOffered(f"no result {offer_id!r} among {[offer.offer_id for offer in offers]}")
    return found


def _shape(query: InlineQuery, chat: Chat) -> dict[str, object]:
    kind = "sender" if chat.is_private else chat.kind
    asked = {"id": query.query_id, "query": query.text, "offset": query.offset, "chat_type": kind}
    return {"from": shapes.person(query.person), **asked}
