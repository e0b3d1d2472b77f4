"""Messages: a command goes to its handler, an answer to the question it answers, and the rest gets a sentence."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from telegram import Update

from bot.handlers import answers
from bot.handlers.acting import act
from bot.handlers.exchange import Exchange, hear
from bot.handlers.face import AnyContext, face_of
from bot.messages import sentences
from ssl_watch import subscribing


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """What a command does; `changes` what the chat gets or holds: in groups that is for administrators."""

    answer: Callable[[Exchange], Awaitable[None]]
    changes: bool


class Hearing:
    """Hears messages and channel posts, and knows the commands."""

    def __init__(self, commands: Mapping[str, Spoken]) -> None:
        self._commands = commands

    async def __call__(self, update: Update, context: AnyContext) -> None:
        """Answer what was said, where it was said to us."""
        exchange = hear(update, context.bot, face_of(context))
        if exchange is None:
            return
        if exchange.command is None:
            await answers.read(exchange)
        elif exchange.command in self._commands:
            await self._obey(exchange, self._commands[exchange.command])
        elif exchange.command == answers.CANCEL:
            await act(exchange, answers.cancel, changes=True)
        elif exchange.private or exchange.addressed:
            await exchange.say(sentences.unknown_command(f"/{exchange.command}", self._nearest(exchange.command)))

    async def _obey(self, exchange: Exchange, command: Spoken) -> None:
        if exchange.private:  # a command cancels a question; in a group only a reply to it is an answer
            await exchange.ask(subscribing.expect, exchange.chat, None)
        await act(exchange, command.answer, changes=command.changes)

    def _nearest(self, command: str) -> str | None:
        from rapidfuzz import fuzz, process

        found = process.extractOne(command, self._commands.keys(), scorer=fuzz.ratio, score_cutoff=70)
        return found[0] if found else None
