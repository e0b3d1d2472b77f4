"""Commands run as a person would: in this process, or as one of their own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from typer.testing import CliRunner, Result

from ssl_watch.cli import app

TABLE = Path(__file__).parents[1] / "importing/curated_table.md"


def run(*arguments: str | Path, **options: Any) -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(app, [str(argument) for argument in arguments], **options)


def document(result: Result) -> Any:
    """The one JSON document on standard output, where there is nothing else."""
    assert result.stdout.count("\n") == 1
    return json.loads(result.stdout)


def documents(result: Result) -> list[Any]:
    """The JSON lines on standard output, where there is nothing else."""
    return [json.loads(line) for line in result.stdout.splitlines()]


def start(*arguments: str | Path, **options: Any) -> subprocess.Popen[bytes]:
    """Start a command as a process of its own."""
    program = "from ssl_watch.cli import main; main()"
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "env": {**os.environ, **options.pop("env", {})}}
    return subprocess.Popen([sys.executable, "-c", program, *map(str, arguments)], **{**pipes, **options})
