"""The real bot as a child process, with settings that point it at the two stand-ins; ended by its handle, always."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self

ROOT = Path(__file__).parents[1]
_STOPS_WITHIN = 10.0  # seconds, after SIGTERM


class BotDied(RuntimeError):
    """The bot ended by itself; the message holds the end of its log."""


class BotProcess:
    """`python -m bot` in a folder of its own: no `.env`, no settings of the caller's."""

    def __init__(self, settings: Mapping[str, str], folder: Path) -> None:
        self.log = folder / "bot.log"
        self._process = launched(("-m", "bot"), settings, log=self.log)

    def check(self) -> None:
        """See that it runs.

        Raises:
            BotDied: it does not.
        """
        if self._process.poll() is not None:
            raise BotDied(f"the bot ended with {self._process.returncode}:\n{self.tail()}")

    def tail(self) -> str:
        """The last lines of its log."""
        return "\n".join(self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-15:])

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        self._process.kill()
        self._process.wait()

    def stop(self, *, within: float = _STOPS_WITHIN) -> int:
        """Ask it to finish, and make it; its exit status."""
        self._process.terminate()
        try:
            return self._process.wait(within)
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.wait()

    def wait(self, *, within: float) -> int:
        """Its exit status, when it has ended by itself; TimeoutExpired where it does not."""
        return self._process.wait(within)

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process.poll() is None:
            self.stop()


def launched(arguments: Sequence[str], settings: Mapping[str, str], *, log: Path) -> subprocess.Popen[bytes]:
    """Python with these arguments in the log's folder; what it prints is appended to the log."""
    with log.open("ab") as out:
        return subprocess.Popen(
            [sys.executable, *arguments],
            cwd=log.parent,
            env=_environment(settings),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C is for whoever launched it
        )


def _environment(settings: Mapping[str, str]) -> dict[str, str]:
    """The caller's environment without its settings, with the given ones, and with this checkout to import from."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("SSL_WATCH_")}
    paths = os.pathsep.join([str(ROOT), str(ROOT / "src"), inherited.get("PYTHONPATH", "")])
    named = {f"SSL_WATCH_{name.upper()}": value for name, value in settings.items()}
    return {**inherited, "PYTHONPATH": paths.rstrip(os.pathsep), **named}
