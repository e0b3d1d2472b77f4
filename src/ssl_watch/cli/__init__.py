"""`ssl-watch`: the watch on the command line.

`archive` holds the commands on papers, `operating` those on the installation, `feedback` the one on what readers said,
`conduct` what all have in common: exit status 0 done, 1 failed, 2 wrong use; one line on standard error; with `--json`
nothing but JSON on standard output.
Whatever is slow to import is imported by the command that needs it, so that `--help` is quick.
"""

import gc
import logging
import sys

from ssl_watch.cli import archive, feedback, operating, rejudging
from ssl_watch.cli.conduct import app

__all__ = ["app", "main"]

app.command("poll")(operating.poll)
app.command("backfill")(operating.backfill)
app.command("rejudge")(rejudging.rejudge)
app.command("import")(archive.import_papers)
app.command("judge")(archive.judge)
app.command("search")(archive.search)
app.command("similar")(archive.similar)
app.command("export")(archive.export)
app.command("stats")(operating.stats)
app.command("migrate")(operating.migrate)
app.command("doctor")(operating.doctor)
app.add_typer(feedback.group, name="feedback")


def main() -> None:
    """Run the command that the arguments name."""
    gc.set_threshold(50_000, 20, 20)  # judging makes many small values and no cycles: to look for some took a twentieth
    logging.getLogger().addHandler(logging.NullHandler())  # a command's one line on standard error says enough
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # what is written is UTF-8 whatever the locale, and the same on every system
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    app()
