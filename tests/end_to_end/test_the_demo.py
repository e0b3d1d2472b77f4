import os
import pty
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sandbox.bot_process import ROOT


def test_it_plays_a_conversation_and_ends_with_zero() -> None:
    command = [sys.executable, "-m", "sandbox"]
    played = subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, timeout=170, check=False)
    told = played.stdout.decode()
    assert played.returncode == 0, played.stderr.decode()[-2000:]
    for step in (
        r"\n  │ /start\n",
        r"\[✓ Speech · \d+\]",
        r"arXiv announces 9 papers",
        r"Next digest: .* \(Europe/Berlin\)",
        r"\n  │ 6 new papers",
        r"https://github\.com/sungnyun/ARMHuBERT",
        r"9 papers announced, 9 about SSL, 6 matching your settings",
        r"\[★ Saved 2\]",
        r"\n  │ /search self-supervised\n",
        r"6–10 of",
        r"\n  │ /saved\n",
        r"The demo is over",
    ):
        found = re.search(step, told)
        assert found, f"{step} does not come after: {told[:300]}"
        told = told[found.end() :]


class _Terminal:
    """What a person at a terminal sees."""

    def __init__(self, reading: int) -> None:
        self._reading = reading
        self._seen = ""
        self._more = threading.Condition()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        try:
            while piece := os.read(self._reading, 65_536):
                with self._more:
                    self._seen += piece.decode(errors="replace")
                    self._more.notify_all()
        except OSError:
            return  # the other end is closed: the program has ended

    def shows(self, pattern: str, *, within: float = 60) -> re.Match[str]:
        with self._more:
            assert self._more.wait_for(lambda: re.search(pattern, self._seen), within), self._seen[-2000:]
            found = re.search(pattern, self._seen)
            assert found
            return found


@contextmanager
def _on_a_terminal() -> Iterator[tuple[subprocess.Popen[bytes], _Terminal]]:
    reading, writing = pty.openpty()
    demo = subprocess.Popen(
        [sys.executable, "-m", "sandbox"],
        cwd=ROOT, stdin=writing, stdout=writing, stderr=writing, start_new_session=True,
    )  # fmt: skip
    os.close(writing)
    try:
        yield demo, _Terminal(reading)
    finally:
        demo.kill()
        demo.wait()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGHUP], ids=["ctrl-c", "window closed"])
def test_on_a_terminal_it_stays_until_it_is_ended_and_leaves_no_process_behind(number: signal.Signals) -> None:
    with _on_a_terminal() as (demo, terminal):
        terminal.shows(r"http://127\.0\.0\.1:\d+")
        terminal.shows(r"/start")
        children = _children(demo.pid)
        assert children
        demo.send_signal(number)
        assert demo.wait(20) == 0
    assert not [pid for pid in children if _is_alive(pid)]


def _children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    return [int(each) for each in listed.split()]


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
