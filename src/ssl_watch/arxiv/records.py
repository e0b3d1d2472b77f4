"""The `arxiv` library's result, in arXiv's words, becomes a `Paper`, in ours.

Pure. What the texts mean is `texts`' to say; LaTeX stays as it is.
"""

import arxiv

from ssl_watch.arxiv.pages import Record
from ssl_watch.arxiv.texts import categories, clean, is_withdrawn
from ssl_watch.papers import Author, Paper


def paper_of(result: arxiv.Result, record: Record) -> Paper:
    """Translate one record; `record` holds what the checked XML says beyond the library's result."""
    comment = clean(result.comment)
    abstract = clean(result.summary)
    return Paper(
        arxiv_id=record.arxiv_id,
        version=record.version,
        title=clean(result.title),
        abstract=abstract,
        updated_at=result.updated,
        submitted_at=result.published,
        authors=_authors(result.authors),
        categories=categories((result.primary_category, *result.categories)),
        comment=comment or None,
        journal_ref=clean(result.journal_ref) or None,
        dois=record.dois,
        withdrawn=is_withdrawn(comment, abstract),
    )


def _authors(authors: list[arxiv.Result.Author]) -> tuple[Author, ...]:
    named = ((clean(author.name), author.affiliation) for author in authors)
    return tuple(
        Author(name=name, affiliations=tuple(filter(None, map(clean, affiliations))))
        for name, affiliations in named
        if any(char.isalnum() for char in name)  # arXiv splits “A Collaboration: B, C” into three, one of them “:”
    )
