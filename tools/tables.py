"""Writing the tables that `ssl_watch.weights` reads: the same bytes for the same numbers, whoever writes them when."""

import gzip
import io
from collections.abc import Mapping, Sequence
from pathlib import Path


def write(path: Path, columns: Sequence[str], rows: Mapping[str, Sequence[float]], *, digits: int = 3) -> None:
    """Write a table: features in order, numbers rounded, no time and no file name in the gzip header.

    Raises:
        ValueError: a feature holds a tab or a line break, and could not be read back.
    """
    write_texts(path, columns, {name: [_written(each, digits) for each in row] for name, row in rows.items()})


def write_texts(path: Path, columns: Sequence[str], rows: Mapping[str, Sequence[str]]) -> None:
    """Write a table whose fields are texts without tabs or line breaks; else as `write`."""
    lines = ["\t".join(columns)]
    for feature in sorted(rows):
        if not feature.isprintable():
            raise ValueError(f"{feature!r} can't be a feature: it would not be read back")
        lines.append("\t".join([feature, *rows[feature]]))
    packed = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=packed, mtime=0) as file:
        file.write(("\n".join(lines) + "\n").encode())
    path.write_bytes(packed.getvalue())


def _written(number: float, digits: int) -> str:
    """The shortest form; no minus before a zero."""
    return f"{round(number, digits) + 0.0:.{digits}f}".rstrip("0").rstrip(".")
