import subprocess
import sys
from itertools import pairwise
from pathlib import Path

from ssl_watch.arxiv.neighbours import Neighbours
from ssl_watch.arxiv.pacing import Pacer
from tests.ssl_watch.arxiv.wiring import Time

_ASKS = """
import sys, time
from pathlib import Path
from ssl_watch.arxiv.neighbours import Neighbours
for _ in range(4):
    with Neighbours(lambda: Path(sys.argv[1])).alone(0.05, time.sleep):
        began = time.monotonic()
        time.sleep(0.01)
        print(began, time.monotonic())
"""


def test_processes_that_ask_at_once_ask_one_after_the_other_an_interval_apart(tmp_path: Path) -> None:
    command = [sys.executable, "-c", _ASKS, str(tmp_path / "arxiv.lock")]
    asking = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    lines = [line for process in asking for line in process.communicate(timeout=60)[0].splitlines()]
    times = sorted(tuple(map(float, line.split())) for line in lines)
    assert len(times) == 12
    assert all(later[0] - earlier[1] >= 0.049 for earlier, later in pairwise(times))


def test_no_connection_stays_open_while_another_process_may_ask(tmp_path: Path) -> None:
    time, closed = Time(), list[str]()
    pacer = Pacer(time.clock, neighbours=Neighbours(lambda: tmp_path / "arxiv.lock"))

    def close() -> None:
        closed.append("closed")

    for number in range(3):
        with pacer.turn(0, time.sleep, close):
            assert len(closed) == number
    assert len(closed) == 3


def test_where_no_lock_can_be_written_arxiv_is_asked_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    time = Time()
    with Neighbours(lambda: tmp_path / "file" / "arxiv.lock").alone(3, time.sleep):
        assert not time.waits


def test_what_stands_in_the_lock_file_may_be_anything(tmp_path: Path) -> None:
    path = tmp_path / "arxiv.lock"
    for garbage in (b"", b"\xff\xfe", b"nan", b"1e400", b"99999999999"):
        path.write_bytes(garbage)
        time = Time()
        with Neighbours(lambda: path).alone(3, time.sleep):
            assert not time.waits
