"""The commands on the installation: poll, backfill, stats, migrate, doctor."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from ssl_watch.cli.conduct import AsJson, answer, answer_json, fail, opened_store, progress_bar, tell

if TYPE_CHECKING:
    from ssl_watch.arxiv import Reader
    from ssl_watch.polls import PollReport, SourceReport

_COLOURS = {"ok": typer.colors.GREEN, "warn": typer.colors.YELLOW, "fail": typer.colors.RED}
_DATES = ["%Y-%m-%d"]


@contextmanager
def _opened_reader() -> Iterator["Reader"]:
    from ssl_watch.arxiv import open_reader
    from ssl_watch.settings import read_settings

    reader = open_reader(read_settings())
    try:
        yield reader
    finally:
        reader.close()


def poll(*, as_json: AsJson = False) -> None:
    """Read arXiv once, from every source. New papers become news for the subscribers."""
    from ssl_watch import polling, summarising
    from ssl_watch.arxiv import open_readers
    from ssl_watch.settings import read_settings

    settings = read_settings()
    with opened_store() as store, closing(open_readers(settings)) as readers, progress_bar("Reading arXiv"):
        report = polling.poll(store, readers, now=datetime.now(UTC), admins=settings.admins)
        if endpoint := summarising.open_endpoint(settings):
            summarising.improve(store, endpoint, now=datetime.now(UTC))
        state = polling.look(store, now=report.ended_at).feed.state(report.ended_at)
    if as_json:
        answer_json({**_poll_document(report), "feed": state})
    elif not report.failed:
        answer(f"{_counted(report)}; the feed is {state}")
    if report.failed:
        fail(f"arXiv could not be read: {report.error} Try again later; see `ssl-watch doctor`")
    if report.error is not None:
        tell(f"ssl-watch: not all was read, the next poll makes it good: {report.error}")


def backfill(
    *,
    since: Annotated[datetime, typer.Option(formats=_DATES, help="First day of submission, such as 2024-01-01.")],
    until: Annotated[datetime | None, typer.Option(formats=_DATES, help="Last day; today where left out.")] = None,
    as_json: AsJson = False,
) -> None:
    """Read arXiv's history, month by month. Can be interrupted and goes on; old papers are never news."""
    from ssl_watch import polling

    now = datetime.now(UTC)
    first, last = since.replace(tzinfo=UTC), until.replace(tzinfo=UTC) + timedelta(days=1) if until else now
    last = min(last, now)
    if first >= last:
        raise typer.BadParameter("it lies after --until, or in the future", param_hint="--since")
    with opened_store() as store, _opened_reader() as reader, progress_bar("Reading arXiv") as show:
        report = polling.backfill(
            store, reader, since=first, until=last, now=now, progress=lambda done, total: show(done / max(total, 1))
        )
    if as_json:
        source = {"source": report.source, "state": report.state, "total": report.total, "error": report.error}
        answer_json({**_document(report), "error": report.error, "sources": [source]})
    elif report.succeeded:
        answer(_counted(report))
    if report.error is not None:
        kept = "what was read before is kept" if report.recorded else "nothing was changed"
        fail(f"arXiv could not be read, and {kept}: {report.error} Try again later; see `ssl-watch doctor`")


def _counted(report: "PollReport | SourceReport") -> str:
    return (
        f"{report.total} records at arXiv: {report.announced} never seen before; {report.recorded} papers recorded, "
        f"{report.new} of them new ({report.relevant} about SSL, {report.late} late), {report.replaced} replaced"
    )


def _poll_document(report: "PollReport") -> dict[str, object]:
    sources = [
        {"source": each.source, "state": each.state, "total": each.total, "error": each.error}
        for each in report.sources
    ]
    return {**_document(report), "error": report.error, "sources": sources}


def _document(report: "PollReport | SourceReport") -> dict[str, object]:
    from ssl_watch.polls import Counts

    counts = {each.name: getattr(report, each.name) for each in fields(Counts)}
    return {**counts, "started_at": report.started_at.isoformat(), "ended_at": report.ended_at.isoformat()}


def stats(*, as_json: AsJson = False) -> None:
    """Show the archive, the subscribers and the outbox in numbers."""
    from ssl_watch.holes import HoleState
    from ssl_watch.polls import put_together
    from ssl_watch.store import holes, papers, poll_runs, sightings

    with opened_store() as store, store.reading() as transaction:
        held = papers.totals(transaction)
        held["judged"] = sum(sightings.counts(transaction).values())
        missing = holes.counts(transaction)
        last = poll_runs.last_poll(transaction)
    held |= {"missing": missing[HoleState.OPEN], "known_gaps": missing[HoleState.GAP]}
    if as_json:
        report = put_together(last, started_at=last[0].started_at, ended_at=last[-1].ended_at) if last else None
        answer_json({**held, "last_poll": _poll_document(report) if report else None})
        return
    for name, count in held.items():
        answer(f"{name.replace('_', ' '):<22}{count:>9,}")
    answer(f"{'last poll':<22}{f'{last[-1].ended_at:%Y-%m-%d %H:%M} UTC' if last else 'never':>9}")


def migrate(*, as_json: AsJson = False) -> None:
    """Bring the database to the newest schema; the bot and every other command do so at their start."""
    from ssl_watch.settings import read_settings
    from ssl_watch.store import migrate as bring_up_to_date

    migrated = bring_up_to_date(read_settings().database)
    if as_json:
        answer_json({"migrated": migrated})
    else:
        answer("The database is now at the newest schema." if migrated else "The database was at the newest schema.")


def doctor(*, as_json: AsJson = False) -> None:
    """Look at settings, database, disk, clock, arXiv and Telegram, and say how to mend what is wrong."""
    from ssl_watch.diagnosing import Finding, Health, diagnose

    findings: list[Finding] = []
    for finding in diagnose(now=datetime.now(UTC)):
        findings.append(finding)
        if not as_json:
            _show_finding(finding.name, finding.state, finding.told, finding.mend)
    if as_json:
        answer_json([{"name": f.name, "state": f.state, "told": f.told, "mend": f.mend or None} for f in findings])
    failed = [finding for finding in findings if finding.state is Health.FAIL]
    if failed:
        fail(f"{len(failed)} thing(s) to mend, {failed[0].name} first: {failed[0].mend}")


def _show_finding(name: str, state: str, told: str, mend: str) -> None:
    typer.echo(f"{typer.style(f'{state:<5}', fg=_COLOURS[state])} {name:<11} {told}")
    if mend:
        typer.echo(f"{'':<17} to mend: {mend}")
