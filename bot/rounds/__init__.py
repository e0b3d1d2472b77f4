"""The delivery rounds: the outbox emptied continuously, a few messages at a time, never two at once to one chat.

    claim -> write -> begin (marked as being sent) -> turn (paced) -> carry -> settle

A delivery is begun right before its turn, beside few others, so that a crash leaves few messages in doubt. A chat that
may not get one yet is passed over and holds nobody up. `bot.courier` sends, `ssl_watch.delivering` keeps the outbox.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.asking import Asking
from bot.courier import Courier
from bot.pacing import Pacer
from bot.rounds.passage import PATIENCE, Passage, id_of, lane_of
from ssl_watch import delivering
from ssl_watch.deliveries import Delivery
from ssl_watch.errors import StoreError

IN_FLIGHT = 8

_logger = logging.getLogger(__name__)
_CLAIM = 24  # deliveries read at once
_BUSY = 0.5  # seconds until a chat with a message in flight is looked at again
_REST = 5.0
_LONGEST_PAUSE = 30.0


class Rounds:
    """Sends what is owed until it is stopped; no fault of the database or of Telegram ends it."""

    def __init__(
        self,
        *,
        outbox: Asking,
        courier: Courier,
        pacer: Pacer,
        clock: Callable[[], datetime],
        admins: frozenset[int] = frozenset(),
    ) -> None:
        self._outbox, self._pacer, self._clock = outbox, pacer, clock
        self._passage = Passage(outbox=outbox, courier=courier, pacer=pacer, clock=clock, admins=admins)
        self._claimed: deque[Delivery] = deque()
        self._in_flight: dict[int, asyncio.Task[float]] = {}  # by chat
        self._in_hand: set[int] = set()  # ids of the deliveries in flight
        self._aside: dict[int, float] = {}  # ids of deliveries, and until when (loop time) they are passed over
        self._slots = asyncio.Semaphore(IN_FLIGHT)
        self._woken = asyncio.Event()
        self._stopping = False

    def wake(self) -> None:
        """Something was composed: look now, the urgent first."""
        self._claimed.clear()
        self._woken.set()

    async def run(self) -> None:
        """Deliver until `stop`.

        Raises:
            SettingsError: Telegram does not know the bot's token (any more).
        """
        failures = 0
        while not self._stopping:
            if await self._succeeds():
                failures = 0
            else:
                failures += 1
                await self._rest(min(2.0 ** min(failures, 10), _LONGEST_PAUSE))
            if self._passage.fatal:
                raise self._passage.fatal

    async def stop(self, *, within: float) -> None:
        """Begin nothing more, and wait for what is in flight, but no longer than `within` seconds."""
        self._stopping = True
        self._woken.set()
        if self._in_flight:
            await asyncio.wait(self._in_flight.values(), timeout=within)

    async def _succeeds(self) -> bool:
        try:
            await self._round()
        except StoreError as error:
            _logger.warning("The outbox can't be read, and waits: %s", error)
        except Exception:
            _logger.exception("A round failed")
        else:
            return True
        return False

    async def _round(self) -> None:
        """Start one delivery, or rest where there is none to start."""
        self._woken.clear()
        if self._passage.in_doubt:
            await self._settle_doubts()
            return
        delivery = await self._next()
        if delivery is None:
            await self._rest(await self._until_next())
            return
        await self._slots.acquire()
        if self._stopping:
            return
        self._in_hand.add(id_of(delivery))
        task = asyncio.create_task(self._passage.of(delivery), name=f"delivery {delivery.delivery_id}")
        self._in_flight[delivery.chat.chat_id] = task
        task.add_done_callback(lambda ended: self._landed(delivery, ended))

    def _landed(self, delivery: Delivery, ended: asyncio.Task[float]) -> None:
        self._in_hand.discard(id_of(delivery))
        self._in_flight.pop(delivery.chat.chat_id, None)
        if not ended.cancelled() and (alone := ended.result()):
            self._aside[id_of(delivery)] = _time() + alone
        self._slots.release()
        self._woken.set()

    async def _settle_doubts(self) -> None:
        """The database lost track of a message: once none is in flight, whatever seems so may have arrived."""
        if self._in_flight:
            await asyncio.wait(self._in_flight.values())
            return
        await self._outbox(delivering.recover, now=self._clock())
        self._passage.in_doubt = False

    async def _next(self) -> Delivery | None:
        """The first delivery that may go now; those whose chat must wait are laid aside."""
        while self._claimed or await self._claim():
            delivery = self._claimed.popleft()
            wait = _BUSY if delivery.chat.chat_id in self._in_flight else self._wait_of(delivery)
            if wait <= 0:
                return delivery
            if wait > PATIENCE:
                now = self._clock()
                await self._outbox(delivering.hold, (delivery,), until=now + timedelta(seconds=wait), now=now)
            else:
                self._aside[id_of(delivery)] = _time() + wait
        return None

    async def _claim(self) -> bool:
        now = _time()
        self._aside = {delivery_id: until for delivery_id, until in self._aside.items() if until > now}
        leave_out = frozenset(self._in_hand | self._aside.keys())
        found = await self._outbox(delivering.ready, now=self._clock(), limit=_CLAIM, leave_out=leave_out)
        self._claimed.extend(found)
        return bool(found)

    def _wait_of(self, delivery: Delivery) -> float:
        return self._pacer.wait_for(delivery.chat.chat_id, lane_of(delivery))

    async def _until_next(self) -> float:
        """Seconds until there may be something to do; a call of `wake` comes before."""
        waits = [until - _time() for until in self._aside.values()]
        next_at = await self._outbox(delivering.next_at)
        if next_at is not None and next_at > self._clock():
            waits.append((next_at - self._clock()).total_seconds())
        return max(0.02, min([_REST, *waits]))

    async def _rest(self, seconds: float) -> None:
        if not self._stopping:
            try:
                async with asyncio.timeout(seconds):
                    await self._woken.wait()
            except TimeoutError:
                pass


def _time() -> float:
    return asyncio.get_running_loop().time()
