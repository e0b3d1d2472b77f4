"""What is said of a file of papers: its name, its caption, which formats there are. Plain text, but for `choose`."""

from datetime import datetime

from bot.messages.html import clean, cut, verbatim
from bot.messages.sentences import papers
from ssl_watch.exporting import File, Format

TITLES = {
    Format.BIBTEX: "BibTeX",
    Format.RIS: "RIS",
    Format.CSV: "CSV",
    Format.MARKDOWN: "Markdown",
    Format.JSON: "JSON",
    Format.JSONL: "JSON lines",
}
OFFERED = frozenset(form.value for form in TITLES)
ENDINGS = {Format.BIBTEX: "bib", Format.MARKDOWN: "md"}  # where it is not the format's own name
NOTHING = "There is no paper to export."
TOO_LARGE = "That would be larger than a chat can take. Ask for less, or use ssl-watch export."
_LONGEST_QUERY = 200
_SPOKEN = {
    **{form.value: form for form in TITLES},
    **{title.casefold(): form for form, title in TITLES.items()},
    **{ending: form for form, ending in ENDINGS.items()},
    "ndjson": Format.JSONL,
}


def spoken(words: str) -> tuple[Format | None, str]:
    """What stands after the command: a format, first or last, and the query that is left."""
    said = words.split()
    for place in (0, -1):
        if said and (form := _SPOKEN.get(said[place].casefold())):
            del said[place]
            return form, " ".join(said)
    return None, words


def choose(query: str | None) -> str:
    """Ask for the format; the query stands in the message's `<code>`, from where it is read again."""
    what = f"<b>Export</b> <code>{verbatim(query)}</code>" if query else "<b>Export the whole archive</b>"
    return f"{what}\nWhich format shall the file have?"


def name(form: Format, *, now: datetime) -> str:
    """The file's name."""
    return f"ssl-watch-{now:%Y-%m-%d}.{ENDINGS.get(form, form.value)}"


def caption(file: File, what: str) -> str:
    """How many papers of what are in it, and whether there are more."""
    told = f"{papers(file.papers)} · {cut(clean(what), _LONGEST_QUERY)}"
    return (
        f"{told}\nThere are more: these were updated last. ssl-watch export writes them all." if file.capped else told
    )
