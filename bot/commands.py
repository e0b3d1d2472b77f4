"""The table of commands: registration, Telegram's menu, /help and the README's table all come from it.

What a command does stands in `bot.handlers`; `app` calls `register`, and `publish` once the bot may speak.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeDefault,
)
from telegram.ext import CallbackQueryHandler, ChatMemberHandler, InlineQueryHandler, MessageHandler, filters

from bot.handlers import (
    archive,
    choosing,
    exporting,
    failing,
    holding,
    inline,
    latest,
    membership,
    pressing,
    searching,
    setting,
    similar,
    standing,
    starting,
    stats,
    telling,
)
from bot.handlers.exchange import Exchange
from bot.handlers.face import AnyApplication
from bot.handlers.hearing import Hearing, Spoken


class Section(StrEnum):
    """Under which heading /help lists a command."""

    DIGEST = "Your digest"
    ARCHIVE = "The archive"
    HELD = "You and your data"
    OPERATORS = "For who runs this bot"


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One command; `changes` what the chat gets or holds: in groups and channels that is for administrators."""

    name: str
    description: str
    section: Section
    answer: Callable[[Exchange], Awaitable[None]]
    changes: bool = False


async def _help(exchange: Exchange) -> None:
    await telling.help_with(exchange, sections())


_own = partial(Command, section=Section.DIGEST, changes=True)
_archive = partial(Command, section=Section.ARCHIVE)
_held = partial(Command, section=Section.HELD)
_operators = partial(Command, section=Section.OPERATORS)

COMMANDS: tuple[Command, ...] = (
    _own(name="start", description="Subscribe, or come back", answer=starting.start),
    _own(name="domains", description="Pick the domains to follow", answer=choosing.domains),
    _own(
        name="settings",
        description="Time, days, muting, searches, corrections, more",
        answer=setting.overview,
    ),
    _own(name="digest", description="Send now what is owed", answer=standing.digest),
    _own(name="pause", description="No digests until /resume", answer=standing.pause),
    _own(name="resume", description="Digests again, with what was missed", answer=standing.resume),
    _own(name="stop", description="End the subscription; settings are kept", answer=standing.stop),
    _archive(name="latest", description="Newest papers: /latest speech, /latest this week", answer=latest.latest),
    _archive(name="search", description="Search: /search masked video -image year:2024", answer=searching.search),
    _archive(name="paper", description="One paper by id or link: /paper 2301.08243", answer=archive.paper),
    _archive(name="similar", description="Papers like one: /similar 2301.08243", answer=similar.similar),
    _archive(name="saved", description="Papers you saved", answer=archive.saved),
    _archive(name="stats", description="The archive in numbers: /stats speech", answer=stats.stats),
    _archive(name="export", description="Papers as a file: /export bibtex year:2024", answer=exporting.export),
    _held(name="mydata", description="What is held on this chat, as a file", answer=holding.mydata, changes=True),
    _held(name="forget", description="Erase everything held on this chat", answer=holding.forget, changes=True),
    _held(name="privacy", description="What is held, why, and how long", answer=holding.privacy),
    _held(name="about", description="Version, licence, thanks to arXiv", answer=telling.about),
    _held(name="help", description="All commands", answer=_help),
    _operators(name="status", description="How the watch stands, for its operators", answer=telling.standing),
)
# What everybody is offered: /status answers its operators, who know of it from their guide.
OFFERED = tuple(command for command in COMMANDS if command.section is not Section.OPERATORS)


def sections() -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """The table by sections, for /help."""
    return tuple(
        (section.value, tuple((each.name, each.description) for each in OFFERED if each.section is section))
        for section in Section
        if section is not Section.OPERATORS
    )


def commands_table() -> str:
    """The table in Markdown, as the README has it."""
    rows = (f"| `/{command.name}` | {command.description} |" for command in COMMANDS)
    return "\n".join(("| command | does |", "|---|---|", *rows))


def register(application: AnyApplication) -> None:
    """Let the application hear what people say and press, and what Telegram tells of chats."""
    spoken = {each.name: Spoken(answer=each.answer, changes=each.changes) for each in COMMANDS}
    heard = filters.UpdateType.MESSAGE | filters.UpdateType.CHANNEL_POST
    application.add_handler(CallbackQueryHandler(pressing.pressed))
    application.add_handler(InlineQueryHandler(inline.offer))
    application.add_handler(ChatMemberHandler(membership.joined_or_left, ChatMemberHandler.MY_CHAT_MEMBER))
    application.add_handler(MessageHandler(heard & filters.StatusUpdate.MIGRATE, membership.moved))
    application.add_handler(MessageHandler(heard & ~filters.StatusUpdate.ALL, Hearing(spoken)))
    application.add_error_handler(failing.failed)


async def publish(bot: Bot) -> None:
    """Fill Telegram's menu: everything in private and for administrators, in groups what is for everybody."""
    everything = [BotCommand(command.name, command.description) for command in OFFERED]
    for_everybody = [BotCommand(command.name, command.description) for command in OFFERED if not command.changes]
    await bot.set_my_commands(everything, scope=BotCommandScopeDefault())
    await bot.set_my_commands(for_everybody, scope=BotCommandScopeAllGroupChats())
    await bot.set_my_commands(everything, scope=BotCommandScopeAllChatAdministrators())
