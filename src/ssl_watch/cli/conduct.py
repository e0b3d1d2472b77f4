"""What all commands have in common: how they answer, how they fail, how they open the database."""

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup

from ssl_watch.errors import WatchError

if TYPE_CHECKING:
    from ssl_watch.store import Store

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON on standard output and nothing else there.")]


class _Group(TyperGroup):
    """Turns what a command could not do into one line on standard error and exit status 1."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command, and see that what it wrote arrived."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except WatchError as error:
            fail(str(error))
        except BrokenPipeError:
            raise  # the reader had enough (`| head`): nothing to say
        except OSError as error:
            _abandon_output()
            fail(f"{error.strerror or error}: see that there is space and permission, then try again")
        except KeyboardInterrupt:
            fail("interrupted: what was finished is kept, the same command goes on from there")
        return result


app = typer.Typer(
    cls=_Group,
    help="Watch arXiv for self-supervised learning: poll it, keep its papers, search and export them.",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(*, wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        answer(f"ssl-watch {version('ssl-watch')}")
        raise typer.Exit


@app.callback()
def _options(
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            help="Print the version.",
            is_eager=True,
            callback=lambda value: _print_version(wanted=value),
        ),
    ] = False,
) -> None:
    del version


def answer(line: str) -> None:
    """Write a line on standard output."""
    sys.stdout.write(f"{line}\n")


def answer_json(document: object) -> None:
    """Write one JSON document on a line of its own on standard output."""
    answer(json.dumps(document, ensure_ascii=False))


def write_whole(path: Path, pieces: Iterable[str]) -> None:
    """Write a file beside the one named and put it in its place once it is whole: whoever reads never sees a half."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("x", encoding="utf-8", newline="") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def tell(line: str) -> None:
    """Write a line on standard error, for the person at the terminal."""
    sys.stdout.flush()
    sys.stderr.write(f"{line}\n")


def fail(line: str) -> NoReturn:
    """Say on one line what failed and what to do, and end with status 1."""
    sys.stderr.write(f"ssl-watch: {' '.join(line.split())}\n")
    raise typer.Exit(1)


def _abandon_output() -> None:
    """A full disk would be met again when Python flushes at its end, and turn our status into its own."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def opened_store() -> Iterator["Store"]:
    """The database that the settings name, migrated."""
    from ssl_watch.settings import read_settings
    from ssl_watch.store import open_store

    store = open_store(read_settings().database)
    try:
        yield store
    finally:
        store.close()


@contextmanager
def progress_bar(title: str) -> Iterator[Callable[[float], None]]:
    """A bar on a terminal, nothing elsewhere; it is fed the share that is done and sways until it knows one."""
    if not sys.stderr.isatty():
        yield lambda _share: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(title, total=None)
        yield lambda share: progress.update(task, total=1.0, completed=share)
