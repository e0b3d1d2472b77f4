"""One delivery's way from the outbox to its outcome: written, begun, paced, carried, settled."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from telegram.error import InvalidToken

from bot.asking import Asking
from bot.courier import Courier, Letter, write
from bot.pacing import Lane, MustWait, Pacer
from ssl_watch import delivering
from ssl_watch.deliveries import Delivery, DeliveryState, Outcome, Postponed, Refused
from ssl_watch.errors import SettingsError, StoreError

PATIENCE = 3.0  # seconds; a delivery whose chat must wait longer is put off in the database

_logger = logging.getLogger(__name__)
_AT_THE_GATE = 3  # begun and waiting for their turn: enough to hide the database's time, few enough to doubt little
_SETTLING_PAUSES = (0.2, 0.5, 1.0, 2.0, 4.0, 8.0)
_LEFT_ALONE = 60.0


class Passage:
    """One delivery's way from the outbox to its outcome."""

    def __init__(
        self,
        *,
        outbox: Asking,
        courier: Courier,
        pacer: Pacer,
        clock: Callable[[], datetime],
        admins: frozenset[int],
    ) -> None:
        self._outbox, self._courier, self._pacer, self._clock, self._admins = outbox, courier, pacer, clock, admins
        self._gate = asyncio.Semaphore(_AT_THE_GATE)
        self.in_doubt = False  # whether the database may hold a message as being sent that nobody sends
        self.fatal: SettingsError | None = None

    async def of(self, delivery: Delivery) -> float:
        """Take the delivery through; never raises. How many seconds to leave it alone, if it got lost on its way."""
        try:
            letter = await self._written(delivery)
            if letter is None:
                await self._settle(delivery, Refused(reason="nothing is left of it"))
                return 0.0
            begun = await self._at_its_turn(delivery)
            if begun is not None:
                await self._settle(begun, await self._carried(letter))
        except Exception:
            _logger.exception("Delivery %s got lost on its way", delivery.delivery_id)
            self.in_doubt = True
            return _LEFT_ALONE
        return 0.0

    async def _written(self, delivery: Delivery) -> Letter | None:
        content = await self._outbox(delivering.content, delivery)
        may_repeat = delivery.may_repeat or delivery.state is DeliveryState.UNKNOWN
        try:
            return write(replace(delivery, may_repeat=may_repeat), content)
        except Exception:
            _logger.exception("Delivery %s can't be written", delivery.delivery_id)
            return None

    async def _at_its_turn(self, delivery: Delivery) -> Delivery | None:
        """Begin, and wait for the turn to send; None where it may not go now."""
        async with self._gate:
            begun = await self._outbox(delivering.begin, id_of(delivery), now=self._clock())
            if begun is None:
                return None
            try:
                await self._pacer.turn(delivery.chat.chat_id, lane_of(delivery), patience=PATIENCE)
            except MustWait as hold:
                await self._settle(begun, Postponed(reason=str(hold), wait=timedelta(seconds=hold.seconds)))
                return None
            return begun

    async def _carried(self, letter: Letter) -> Outcome:
        try:
            outcome = await self._courier.carry(letter)
        except InvalidToken as error:
            self.fatal = SettingsError(f"SSL_WATCH_BOT_TOKEN: Telegram does not know this token ({error})")
            return Postponed(reason=str(error))
        if isinstance(outcome, Postponed) and outcome.wait is not None:
            self._pacer.hold(letter.chat.chat_id, outcome.wait.total_seconds())
        return outcome

    async def _settle(self, delivery: Delivery, outcome: Outcome) -> None:
        """Write the outcome down; a database that is away for a moment is waited for."""
        for pause in _SETTLING_PAUSES:
            try:
                await self._outbox(delivering.settle, delivery, outcome, now=self._clock(), admins=self._admins)
            except StoreError as error:
                _logger.warning("Delivery %s can't be marked: %s", delivery.delivery_id, error)
                await asyncio.sleep(pause)
            else:
                _logger.log(_level_of(outcome), "Delivery %s: %s", delivery.delivery_id, outcome)
                return
        self.in_doubt = True


def lane_of(delivery: Delivery) -> Lane:
    """What somebody asked for goes before what was due."""
    return Lane.ANSWER if delivery.urgent else Lane.DIGEST


def id_of(delivery: Delivery) -> int:
    """The id that the outbox gave."""
    if delivery.delivery_id is None:
        raise ValueError("only deliveries that were owed have a way to go")
    return delivery.delivery_id


def _level_of(outcome: Outcome) -> int:
    return logging.WARNING if isinstance(outcome, Refused) else logging.DEBUG
