"""The commands on papers: import, judge, search, similar, export."""

import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, get_args

import typer

from ssl_watch.cli.conduct import AsJson, answer, answer_json, fail, opened_store, progress_bar, tell, write_whole

if TYPE_CHECKING:
    from ssl_watch.importing import ImportReport, Rejection, Row
    from ssl_watch.queries import Results
    from ssl_watch.verdicts import JudgedPaper

_MOST_SHOWN = 20  # rejected rows, for a person
_Form = Literal[
    "markdown", "csv", "json", "jsonl", "bibtex", "ris", "atom"
]  # as exporting.Format, which is slow to import
FORMATS: tuple[_Form, ...] = get_args(_Form)


def import_papers(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE…", help="A .md table, .jsonl, .json, .csv (also .gz), or - for stdin.")
    ],
    *,
    keep_all: Annotated[bool, typer.Option("--all", help="Keep also papers that are not about SSL.")] = False,
    no_judge: Annotated[
        bool, typer.Option("--no-judge", help="Trust the list: keep every paper, as “mentions”, until `rejudge`.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Add papers to the archive, judging each. Importing twice changes nothing; imported papers are never news."""
    from ssl_watch import listings
    from ssl_watch.importing import import_files

    judge = listings.trust if no_judge else listings.judge
    with opened_store() as store, progress_bar("Importing") as progress:
        now = datetime.now(UTC)
        report = import_files(store, files, keep_all=keep_all, now=now, progress=progress, judge=judge)
    if as_json:
        answer_json(_import_document(report))
    else:
        _show_import(report)
    if report.broken:
        fail(f"{report.rejected[-1].reason}; what came before is imported: repair the file and import it again")
    if report.rejected and not report.read:
        first = report.rejected[0]
        fail(f"no row could be read: {first.file}, line {first.line}: {first.reason}")


def _import_document(report: "ImportReport") -> dict[str, object]:
    rejected = [{"line": each.line, "reason": each.reason, "file": each.file} for each in report.rejected]
    return {
        "read": report.read,
        "new": report.new,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "not_relevant": report.not_relevant,
        "rejected": rejected,
        "more_rejected": report.more_rejected,
    }


def _show_import(report: "ImportReport") -> None:
    answer(
        f"{report.read} read: {report.new} new, {report.updated} updated, {report.unchanged} unchanged, "
        f"{report.not_relevant} not about SSL"
    )
    for rejection in report.rejected[:_MOST_SHOWN]:
        tell(_rejection_line(rejection))
    hidden = len(report.rejected[_MOST_SHOWN:]) + report.more_rejected
    if hidden:
        tell(f"… and {hidden} more rows that could not be read (--json lists the first 1,000)")


def _rejection_line(rejection: "Rejection") -> str:
    return f"{rejection.file}, line {rejection.line}, is left out: {rejection.reason}"


def judge(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A .jsonl file (also .gz), or - for stdin.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Judge papers without a database: relevance, domains, code, venue and summary, each with its evidence.

    The answer has one line per paper, in the order of the input; a line that can't be read becomes one with `error`.
    """
    from ssl_watch.importing import Row, opened, read_rows

    unread = 0
    with opened(file) as source:
        for row in read_rows(source, id_needed=False):
            if isinstance(row, Row):
                _show_verdict(row, as_json=as_json)
            else:
                unread += 1
                _show_unread(row, as_json=as_json)
    if unread:
        fail(f"{unread} line(s) of {file} could not be read: each is told above, with its reason")


def _show_verdict(row: "Row", *, as_json: bool) -> None:
    from ssl_watch import verdicts
    from ssl_watch.listings import records

    judged = verdicts.judge(row.listing.paper)
    answer_json(records.write_verdict(judged)) if as_json else answer(_verdict_line(judged))


def _show_unread(rejection: "Rejection", *, as_json: bool) -> None:
    if as_json:
        answer_json({"line": rejection.line, "error": rejection.reason})
    else:
        tell(_rejection_line(rejection))


def _verdict_line(judged: "JudgedPaper") -> str:
    verdict = judged.verdict
    relevance = verdict.relevance
    filed = ", ".join(judged.domain_names)
    why = "; ".join(relevance.evidence[:3])
    return f"{relevance.level:<8} {relevance.score:.2f}  {filed:<24}  {judged.paper.title}" + (
        f"  ({why})" if why else ""
    )


def search(
    words: Annotated[
        list[str],
        typer.Argument(metavar="QUERY", help="Words, phrases, fields: see docs/searching.md; -- before one with -not."),
    ],
    *,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="How many papers to show.")] = 10,
    offset: Annotated[int, typer.Option(min=0, max=10_000_000, help="How many to pass over first.")] = 0,
    as_json: AsJson = False,
) -> None:
    """Search the archive: hits in the title first, then newest first; or as sort: in the query says.

    Where the query is not well formed, how it was read is told on standard error.
    """
    from ssl_watch import queries, searching

    text = " ".join(words)
    with opened_store() as store:
        results = searching.search(store, text, now=datetime.now(UTC), limit=limit, offset=offset)
    query = queries.read(text)
    if query.term is None:
        tell("nothing in it can be searched for")
    elif query.read_as is not None:
        tell(f"read as: {query.read_as}")
    if results.cut_short:
        tell("looking took too long and was ended: there may be more; ask for less, or for longer beginnings of words")
    for judged in results.papers:
        paper, score = judged.paper, judged.verdict.relevance.score
        if as_json:
            answer_json({"arxiv_id": paper.arxiv_id, "title": paper.title, "score": score})
        else:
            answer(f"{paper.arxiv_id:<12} {paper.submitted_at or paper.updated_at:%Y-%m-%d}  {paper.title}")
    answer_json(_total(results)) if as_json else answer(_found(results))


def similar(
    paper: Annotated[str, typer.Argument(metavar="ID", help="An arXiv id, or any link to the paper.")],
    *,
    limit: Annotated[int, typer.Option(min=1, max=50, help="How many papers to show.")] = 10,
    as_json: AsJson = False,
) -> None:
    """Papers of the archive that are like one, by title and abstract; the most like first, withdrawn ones left out."""
    from ssl_watch import searching

    with opened_store() as store:
        found = searching.similar(store, paper, limit=limit)
    if found is None:
        fail("the paper is not in the archive: import it, or ask for one that `ssl-watch search` finds")
    for judged, likeness, shared in zip(found.results.papers, found.likeness, found.shared, strict=True):
        told = {"arxiv_id": judged.paper.arxiv_id, "title": judged.paper.title, "score": round(likeness, 3)}
        if as_json:
            answer_json({**told, "shared": list(shared)})
        else:
            answer(f"{judged.paper.arxiv_id:<12} {likeness:.2f}  {judged.paper.title}  ({', '.join(shared)})")
    if as_json:
        answer_json(_total(found.results))
    elif not found.results.papers:
        answer("No other paper of the archive is near to it.")


def _total(results: "Results") -> dict[str, object]:
    return {"total": results.total, **({"more": True} if results.capped else {})}


def _found(results: "Results") -> str:
    shown, total, offset = len(results.papers), results.total, results.offset
    if not total and results.cut_short:
        return "No paper was found by then."
    if not total:
        return "No paper matches: try fewer words, or OR between them."
    rest = f"; more with --offset {offset + shown}" if shown and (offset + shown < total or results.capped) else ""
    return f"{shown} of {total}{'+' if results.capped else ''} paper{'s' * (total != 1)}{rest}"


def export(
    query: Annotated[list[str] | None, typer.Argument(metavar="QUERY", help="Only what a search finds.")] = None,
    *,
    form: Annotated[
        _Form, typer.Option("--format", help="What to write; all but bibtex, ris and atom can be imported.")
    ] = "markdown",
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="A file, replaced once all is written.")
    ] = None,
    address: Annotated[
        str | None, typer.Option("--self", metavar="URL", help="Where the Atom feed will be served.")
    ] = None,
) -> None:
    """Write the papers of the archive on standard output or into a file, newest first; a feed holds 200."""
    from ssl_watch import exporting, listings

    if address is not None and not listings.is_address(address):
        fail(
            "--self is no address: give the whole one that feed readers will ask, such as https://example.org/ssl.atom"
        )
    asked, now = " ".join(query) if query else None, datetime.now(UTC)
    with opened_store() as store, closing(exporting.export(store, asked, form, now=now, address=address)) as pieces:
        if output is None:
            sys.stdout.writelines(pieces)
        else:
            write_whole(Path(output), pieces)
