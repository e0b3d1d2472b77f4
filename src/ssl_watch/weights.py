"""The learned numbers of the judges: tables that ship with the package, read when they are first asked for.

A table is a gzip text: the names of its columns, then one feature a line with its numbers, all separated by tabs.
`tools` writes them from data that is not shipped; `relevance`, `domains` and `summaries` judge by them.
"""

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Table:
    """Numbers by feature. A row may be shorter or longer than the columns: their meaning is the reader's affair."""

    columns: tuple[str, ...]
    rows: Mapping[str, tuple[float, ...]]


@cache
def read(package: str, name: str) -> Table:
    """Read the table `name` of `package` (`__package__` of the one who asks), once for the process.

    Equal rows and equal numbers are kept once: rounded weights repeat, and memory is a promise.
    """
    with (
        files(package).joinpath(name).open("rb") as file,
        gzip.open(file, "rt", encoding="utf-8", newline="\n") as lines,
    ):
        columns = tuple(next(lines).rstrip("\n").split("\t"))
        rows: dict[str, tuple[float, ...]] = {}
        numbers: dict[str, tuple[float, ...]] = {}
        for line in lines:
            feature, _, written = line.rstrip("\n").partition("\t")
            if written not in numbers:
                numbers[written] = tuple(map(float, written.split("\t"))) if written else ()
            rows[feature] = numbers[written]
    return Table(columns, rows)


@cache
def read_column(package: str, name: str) -> Mapping[str, float]:
    """The first number of every feature, which takes half the memory of a table."""
    with (
        files(package).joinpath(name).open("rb") as file,
        gzip.open(file, "rt", encoding="utf-8", newline="\n") as lines,
    ):
        next(lines)
        column: dict[str, float] = {}
        numbers: dict[str, float] = {}
        for line in lines:
            feature, number = line.rstrip("\n").split("\t")
            column[feature] = numbers.setdefault(number, float(number))
    return column
