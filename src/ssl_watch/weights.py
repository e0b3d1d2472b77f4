"""The learned numbers of the judges: tables that ship with the package, read when they are first asked for.

A table is a gzip text: the names of its columns, then one feature a line with its numbers, all separated by tabs.
`tools` writes them from data that is not shipped; `relevance`, `domains` and `summaries` judge by them.
"""

import gzip
from collections.abc import Iterator, Mapping
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
    lines = read_lines(package, name)
    _, columns = next(lines)
    rows: dict[str, tuple[float, ...]] = {}
    numbers: dict[tuple[str, ...], tuple[float, ...]] = {}
    for feature, written in lines:
        if written not in numbers:
            numbers[written] = tuple(map(float, written))
        rows[feature] = numbers[written]
    return Table(columns, rows)


@cache
def read_column(package: str, name: str) -> Mapping[str, float]:
    """The first number of every feature, which takes half the memory of a table."""
    lines = read_lines(package, name)
    next(lines)
    numbers: dict[str, float] = {}
    return {feature: numbers.setdefault(number, float(number)) for feature, (number,) in lines}


def read_lines(package: str, name: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each feature with its numbers as they are written; the first line, without a feature, names the columns."""
    with (
        files(package).joinpath(name).open("rb") as file,
        gzip.open(file, "rt", encoding="utf-8", newline="\n") as lines,
    ):
        yield "", tuple(next(lines).rstrip("\n").split("\t"))
        for line in lines:
            feature, *numbers = line.rstrip("\n").split("\t")
            yield feature, tuple(filter(None, numbers))
