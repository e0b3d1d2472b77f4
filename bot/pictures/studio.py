"""Has pictures drawn, one at a time, by a process that ends when it is done; the last few are kept for who asks next.

The bot itself never imports matplotlib: its start and its memory are promises.
"""

import asyncio
import logging
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Sequence

from bot.pictures.picture import Picture

_PAINTER = (sys.executable, "-m", "bot.pictures.painting")
_WITHIN = 30.0  # seconds; a small machine that reads matplotlib from its disk for the first time takes ten
_KEPT = 4
_PNG = b"\x89PNG\r\n\x1a\n"
_LONGEST_REASON = 500

_logger = logging.getLogger(__name__)


class Studio:
    """Draws pictures; `painter` is the command that does it."""

    def __init__(self, painter: Sequence[str] = _PAINTER, *, within: float = _WITHIN) -> None:
        self._painter, self._within = tuple(painter), within
        self._turn = asyncio.Lock()
        self._kept: dict[str, bytes] = {}

    async def draw(self, picture: Picture) -> bytes | None:
        """The picture as PNG; None where it can't be drawn just now, which is logged."""
        async with self._turn:
            fingerprint = picture.fingerprint
            drawn = self._kept.pop(fingerprint, None) or await self._paint(picture)
            if drawn is not None:
                self._kept[fingerprint] = drawn
                if len(self._kept) > _KEPT:
                    del self._kept[next(iter(self._kept))]
            return drawn

    async def _paint(self, picture: Picture) -> bytes | None:
        try:
            painter = await asyncio.create_subprocess_exec(
                *self._painter, stdin=PIPE, stdout=PIPE, stderr=PIPE, env=_environment()
            )
        except OSError as error:
            _logger.warning("A picture could not be drawn: %s", error)
            return None
        try:
            async with asyncio.timeout(self._within):
                drawn, said = await painter.communicate(picture.as_json().encode())
        except TimeoutError:
            _logger.warning("A picture could not be drawn within %.0f seconds", self._within)
            return None
        finally:
            await _end(painter)
        if painter.returncode == 0 and drawn.startswith(_PNG):
            return drawn
        reason = said.decode(errors="replace").strip()[-_LONGEST_REASON:]
        _logger.warning("A picture could not be drawn: the painter ended with %s. %s", painter.returncode, reason)
        return None


async def _end(painter: Process) -> None:
    if painter.returncode is None:
        painter.kill()
        await painter.communicate()


def _environment() -> dict[str, str]:
    """The bot's own, without its settings: a token is none of the painter's business; one thread is enough for it."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("SSL_WATCH_")}
    return {**own, "OPENBLAS_NUM_THREADS": "1", "MPLBACKEND": "agg"}
