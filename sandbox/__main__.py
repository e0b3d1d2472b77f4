"""`python -m sandbox`, which is `make demo`: the whole product between two stand-ins, with no token and no network.

On a terminal it plays Ada's part and stays, for whoever wants to write to the bot on the chat page; elsewhere it plays
her part, prints the conversation and ends with status 0, or with 1 and a sentence where something did not come.
"""

import signal
import subprocess
import sys
from types import FrameType

from sandbox.bot_process import BotDied
from sandbox.demo.echo import Echo
from sandbox.demo.scenario import Play, keep_announcing
from sandbox.demo.staging import Scene, staged
from sandbox.serving import ServingError
from sandbox.telegram import NothingCame

_INTRODUCTION = """\
SSL-Watch, the demo: the real bot process, between a simulated arXiv and a simulated Telegram on this machine.
The papers are real ones; abstracts are shortened in our own words, and the submission dates of those that the
simulated arXiv shows are moved to the last weeks. {archived} older papers went into the archive by `ssl-watch import`.
"""
_INVITATION = """
The chat page: {address}
Ada's part is played for you below; begin a chat of your own on the page. A paper is announced every minute; /digest
brings what is owed at once. Ctrl-C ends everything and leaves nothing behind.
"""


def main() -> int:
    """Play the demo; the exit status."""
    for number in (signal.SIGTERM, signal.SIGHUP):  # a terminal window that is closed hangs up
        signal.signal(number, _end)
    try:
        with staged() as scene:
            _perform(scene, stays=sys.stdout.isatty())
    except KeyboardInterrupt:
        return 0
    except (NothingCame, BotDied, ServingError, AssertionError, RuntimeError, subprocess.SubprocessError) as error:
        sys.stderr.write(f"\nThe demo failed: {error}\n")
        return 1
    return 0


def _perform(scene: Scene, *, stays: bool) -> None:
    _write(_INTRODUCTION.format(archived=len(scene.plan.archive)))
    if stays:
        scene.telegram.add_private("You")
        _write(_INVITATION.format(address=scene.address))
    echo = Echo(scene.telegram, _write)
    thread = echo.follow()
    try:
        Play(scene=scene, ada=scene.telegram.add_private("Ada"), narrate=echo.narrate).run()
        if stays:
            keep_announcing(scene, echo.narrate)
    finally:
        echo.end(thread)
    _write(
        "\nThe demo is over: a subscription, an announcement, a digest with its receipt, and answers from the archive."
    )


def _write(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _end(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
