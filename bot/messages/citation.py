"""A paper to be cited: its BibTeX entry as a message, to be copied by a tap. `ssl_watch.listings.citations` writes it.

Pure. The abstract, which a file of papers has, is left out: nobody cites it, and it would fill the message.
"""

from dataclasses import replace

from bot.messages.html import block, fits
from ssl_watch.listings.citations import bibtex
from ssl_watch.papers import Author
from ssl_watch.verdicts import JudgedPaper

TOO_LONG = "This entry is longer than a message."
_NAMED = (40, 10)  # authors, where not all have room; “and others” is BibTeX's own et al.


def message(judged: JudgedPaper) -> str | None:
    """The entry as a message (HTML), with as many authors as there is room for; None where there is too little."""
    blocks = (block(entry(each), "bibtex") for each in (judged, *(_shortened(judged, most) for most in _NAMED)))
    return next((each for each in blocks if fits(each)), None)


def entry(judged: JudgedPaper) -> str:
    """The entry, whole but for the abstract."""
    return bibtex(replace(judged, paper=replace(judged.paper, abstract=""))).strip()


def name(judged: JudgedPaper) -> str:
    """The name of a file that holds the entry."""
    return f"arXiv-{judged.paper.arxiv_id.replace('/', '-')}.bib"


def _shortened(judged: JudgedPaper, most: int) -> JudgedPaper:
    authors = judged.paper.authors
    if len(authors) <= most:
        return judged
    return replace(judged, paper=replace(judged.paper, authors=(*authors[:most], Author(name="others"))))
