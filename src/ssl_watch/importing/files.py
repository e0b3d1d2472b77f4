"""Files as their bytes: opened, unpacked, guessed at, and cut into lines of bounded length.

Nothing here trusts a file: not its name, not its size, not its last byte. `rows` makes listings of what comes out.
"""

import gzip
import io
import sys
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ssl_watch.errors import BadInput
from ssl_watch.listings import clean

STANDARD_INPUT = "-"
LONGEST_LINE = 1 << 20  # bytes; arXiv's longest record, with thousands of authors, stays under a third of it
_GZIP = b"\x1f\x8b"
_FORMATS = {".md": "table", ".markdown": "table", ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".csv": "csv"}


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """An open file: its name for people, the format of its rows, its unpacked bytes, how far it was read."""

    name: str
    form: str
    stream: io.BufferedReader | gzip.GzipFile
    position: Callable[[], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line; `text` is None where it is longer than allowed or no UTF-8, and `fault` says so."""

    number: int
    text: str | None
    fault: str = ""


def check(names: Sequence[str]) -> int:
    """See that every file is there before the first is read; the sum of their sizes in bytes, 0 if unknown.

    Raises:
        BadInput: one is missing, is a folder or may not be read.
    """
    paths = [Path(name) for name in names if name != STANDARD_INPUT]
    total = sum(map(_size, paths))
    return total if len(paths) == len(names) else 0


def _size(path: Path) -> int:
    try:
        size = path.stat().st_size
    except (OSError, ValueError) as error:
        raise _unreadable(str(path), error) from error
    if path.is_dir():
        raise BadInput(f"{path} is a folder: give the files in it")
    return size


def _unreadable(name: str, error: Exception) -> BadInput:
    reason = error.strerror if isinstance(error, OSError) else error
    return BadInput(f"{clean(name[:200])} can't be read ({reason}): give a file that is there, or - for standard input")


@contextmanager
def opened(name: str) -> Iterator[File]:
    """Open a file, or standard input for “-”; gzip is unpacked, whatever the name says.

    Raises:
        BadInput: it can't be read, or its beginning is neither text nor gzip.
    """
    with _open(name) as packed:
        is_packed = packed.peek(len(_GZIP)).startswith(_GZIP)
        if name.endswith(".gz") and not is_packed:
            raise BadInput(f"{name} is no gzip file, whatever its name says: unpack it or name it without .gz")
        stream = gzip.GzipFile(fileobj=packed) if is_packed else packed
        yield File(name=name, form=_form(name, _beginning(name, stream)), stream=stream, position=packed.raw.tell)


@contextmanager
def _open(name: str) -> Iterator[io.BufferedReader]:
    if name == STANDARD_INPUT:
        yield _standard_input()
        return
    with _open_file(name) as stream:
        yield stream


def _open_file(name: str) -> io.BufferedReader:
    try:
        return Path(name).open("rb")
    except (OSError, ValueError) as error:
        raise _unreadable(name, error) from error


def _standard_input() -> io.BufferedReader:
    buffer = getattr(sys.stdin, "buffer", None)
    if not isinstance(buffer, io.BufferedIOBase):
        raise BadInput("standard input is closed: give a file, or pipe one in")
    return buffer if isinstance(buffer, io.BufferedReader) else io.BufferedReader(buffer)


def _beginning(name: str, stream: io.BufferedReader | gzip.GzipFile) -> bytes:
    try:
        beginning = stream.peek(1)
    except (OSError, EOFError, zlib.error) as error:
        raise BadInput(f"{name} can't be unpacked: {error}") from error
    if _is_binary(beginning):
        raise BadInput(f"{name} is no UTF-8 text: save it as UTF-8 and try again")
    return beginning.removeprefix(b"\xef\xbb\xbf").lstrip()


def _is_binary(beginning: bytes) -> bool:
    """Whether this is no text, or text in 16 bits. A stray NUL spoils its row alone, and that row is told."""
    nuls = beginning.count(0)
    if nuls * 10 > len(beginning):
        return True
    return nuls > 0 and beginning.decode("utf-8", "replace").count("\ufffd") * 10 > len(beginning)


def _form(name: str, beginning: bytes) -> str:
    known = _FORMATS.get(Path(name.removesuffix(".gz")).suffix.casefold())
    if known is not None:
        return known
    if beginning.startswith(b"{"):
        return "jsonl"
    if beginning.startswith(b"["):
        return "json"
    return "csv" if beginning.startswith((b"arxiv_id,", b"id,")) else "table"


def lines(file: File) -> Iterator[Line]:
    """Cut the file at line feeds only, as JSON lines want it; a line of gigabytes never is in memory.

    Raises:
        BadInput: the file breaks off or can't be unpacked any further.
    """
    number = 0
    while piece := _read(file, number, lambda: file.stream.readline(LONGEST_LINE)):
        number += 1
        whole = piece.endswith(b"\n") or len(piece) < LONGEST_LINE
        if not whole:
            _skip_line(file, number)
        yield _line(number, piece) if whole else Line(number=number, text=None, fault="the line is longer than 1 MB")


def _skip_line(file: File, number: int) -> None:
    while piece := _read(file, number, lambda: file.stream.readline(LONGEST_LINE)):
        if piece.endswith(b"\n"):
            return


def chunks(file: File) -> Iterator[bytes]:
    """Cut the file into pieces of 64 kB.

    Raises:
        BadInput: as `lines`.
    """
    while piece := _read(file, 0, lambda: file.stream.read(1 << 16)):
        yield piece


def _read(file: File, number: int, reading: Callable[[], bytes]) -> bytes:
    try:
        return reading()
    except (OSError, EOFError, zlib.error) as error:
        after = f" after line {number}" if number else ""
        raise BadInput(f"{file.name} breaks off{after}: {error}") from error


def _line(number: int, piece: bytes) -> Line:
    try:
        text = piece.decode("utf-8-sig" if number == 1 else "utf-8")
    except UnicodeDecodeError:
        return Line(number=number, text=None, fault="the line is no UTF-8 text")
    return Line(number=number, text=text.rstrip("\r\n"))
