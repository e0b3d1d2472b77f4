"""Settings and an open store become the bot's parts, each told of those it needs and of no others."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from apscheduler.triggers.base import BaseTrigger
from telegram.ext import Application
from telegram.request import HTTPXRequest

from bot import commands
from bot.app.ticks import Ticks
from bot.asking import Asking
from bot.courier import Courier
from bot.handlers.face import Face, give
from bot.intake import Intake
from bot.pacing import PacedLimiter, Pacer
from bot.rounds import Rounds
from bot.schedule import Schedule, read_crons
from ssl_watch.arxiv import open_readers
from ssl_watch.settings import Settings
from ssl_watch.store import Store
from ssl_watch.summarising import open_endpoint

AnyApplication = Application[Any, Any, Any, Any, Any, Any]

# Eight digests in flight and the answers beside them. A pool much larger makes httpcore slow, not fast.
_CONNECTIONS = 16
_ANSWER_WITHIN = 30.0  # seconds; giving up earlier would only make more messages doubtful
_CONNECT_WITHIN = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The bot, wired and not yet started."""

    application: AnyApplication
    intake: Intake
    rounds: Rounds
    schedule: Schedule
    ticks: Ticks
    polls: BaseTrigger
    outbox: Asking
    askings: tuple[Asking, ...]


def build(settings: Settings, store: Store, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> Parts:
    """Wire the bot.

    Raises:
        SettingsError: the token is missing, or a cron expression is none.
    """
    polls = read_crons(settings.poll_cron)
    pacer = Pacer()
    pacer.rest()
    updates_connection = _connection(1)
    application = _application(settings, pacer, updates_connection)
    # Threads of their own: a search never waits for the outbox, nor the outbox for composing, nor any for arXiv.
    answers, outbox = Asking(store, threads=4, name="answers"), Asking(store, threads=3, name="outbox")
    background, polling = Asking(store, threads=1, name="composing"), Asking(store, threads=1, name="polling")
    courier = Courier(application.bot)
    rounds = Rounds(outbox=outbox, courier=courier, pacer=pacer, clock=clock, admins=settings.admins)
    ticks = Ticks(
        composing=background,
        polling=polling,
        readers=open_readers(settings),
        clock=clock,
        wake=rounds.wake,
        admins=settings.admins,
        endpoint=open_endpoint(settings),
    )
    give(application, Face(ask=answers, clock=clock, settings=settings, wake=rounds.wake))
    commands.register(application)
    return Parts(
        application=application,
        intake=Intake(application, connection=updates_connection, clock=clock),
        rounds=rounds,
        schedule=Schedule(polls=polls, poll=ticks.poll, compose=ticks.compose, look=rounds.wake),
        ticks=ticks,
        polls=polls,
        outbox=outbox,
        askings=(answers, outbox, background, polling),
    )


def _application(settings: Settings, pacer: Pacer, updates_connection: HTTPXRequest) -> AnyApplication:
    token = settings.bot_token.get_secret_value() if settings.bot_token else ""
    return (
        Application.builder()
        .token(token)
        .base_url(f"{settings.telegram_url}/bot")
        .base_file_url(f"{settings.telegram_url}/file/bot")
        .request(_connection(_CONNECTIONS))
        .get_updates_request(updates_connection)
        .rate_limiter(PacedLimiter(pacer))
        .updater(None)
        .job_queue(None)
        .build()
    )


def _connection(size: int) -> HTTPXRequest:
    return HTTPXRequest(
        connection_pool_size=size,
        read_timeout=_ANSWER_WITHIN,
        write_timeout=_ANSWER_WITHIN,
        connect_timeout=_CONNECT_WITHIN,
        pool_timeout=_CONNECT_WITHIN,
    )
