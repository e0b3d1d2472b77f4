"""A paper for reference managers: BibTeX and RIS. Written only.

Keys come from the arXiv id alone, so that they are unique and stay the same whatever else becomes known.
"""

import re
from collections.abc import Iterator

from ssl_watch.listings import clean
from ssl_watch.papers import Paper
from ssl_watch.verdicts import JudgedPaper

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MATH = re.compile(r"(?<!\\)\$(?:[^$\\]|\\.)+\$")
_SPECIAL = re.compile(r"(?<!\\)[&%#_]")
_STRAY_BACKSLASH = re.compile(r"\\(?![A-Za-z&%#_${}'`^\"~=.,;:!/() \\-])")
_GROUP = re.compile(r"\b(?:collaboration|team|consortium|group|project)\b", re.IGNORECASE)


def bibtex(judged: JudgedPaper) -> str:
    """Write one `@misc` entry with `eprint`, as arXiv itself recommends."""
    lines = (f"  {name:<13} = {value}," for name, value in _fields(judged.paper))
    return "\n".join([f"@misc{{{_key(judged.paper)},", *lines, "}", "", ""])


def _key(paper: Paper) -> str:
    return f"arXiv-{paper.arxiv_id.replace('/', '-')}"


def _fields(paper: Paper) -> Iterator[tuple[str, str]]:
    first = paper.submitted_at or paper.updated_at
    yield "title", f"{{{{{latex(paper.title)}}}}}"
    if paper.authors:
        yield "author", f"{{{' and '.join(_bibtex_name(each.name) for each in paper.authors)}}}"
    yield "year", f"{{{first.year}}}"
    yield "month", _MONTHS[first.month - 1]
    yield "eprint", f"{{{paper.arxiv_id}}}"
    yield "archiveprefix", "{arXiv}"
    if paper.primary_category:
        yield "primaryclass", f"{{{latex(paper.primary_category)}}}"
    if paper.dois:
        yield "doi", f"{{{_balanced(clean(paper.dois[0]))}}}"
    yield "url", f"{{{paper.abstract_url}}}"
    if paper.journal_ref:
        yield "note", f"{{{latex(paper.journal_ref)}}}"
    if paper.abstract:
        yield "abstract", f"{{{latex(paper.abstract)}}}"


def _bibtex_name(name: str) -> str:
    written = latex(name)
    return f"{{{written}}}" if re.search(r",|\band\b", name, re.IGNORECASE) or _GROUP.search(name) else written


def latex(text: str) -> str:
    """Escape what TeX would stumble over; formulas and commands, which arXiv's texts are full of, are left alone."""
    text = _balanced(clean(text))
    written, end = [], 0
    for formula in _MATH.finditer(text):
        written += [_latex_prose(text[end : formula.start()]), re.sub(r"(?<!\\)[%#]", r"\\\g<0>", formula[0])]
        end = formula.end()
    return "".join([*written, _latex_prose(text[end:])])


def _latex_prose(text: str) -> str:
    text = _STRAY_BACKSLASH.sub(r"\\textbackslash{}", text)
    text = re.sub(r"(?<!\\)\$", r"\\$", _SPECIAL.sub(r"\\\g<0>", text))
    text = re.sub(r"(?<!\\)\^", r"\\textasciicircum{}", text)
    return re.sub(r"(?<!\\)~", r"\\textasciitilde{}", text)


def _balanced(text: str) -> str:
    """BibTeX counts braces, escaped ones too: one without a partner would swallow the rest of the file."""
    depth = 0
    for brace in re.findall(r"[{}]", text):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            break
    if depth == 0:
        return text
    return re.sub(r"\\?\{", r"\\textbraceleft ", re.sub(r"\\?\}", r"\\textbraceright ", text))


def ris(judged: JudgedPaper) -> str:
    """Write one RIS reference (type UNPB: unpublished work)."""
    return "".join(f"{tag}  - {clean(value)}\n" for tag, value in _tags(judged)) + "ER  - \n\n"


def _tags(judged: JudgedPaper) -> Iterator[tuple[str, str]]:
    paper = judged.paper
    first = paper.submitted_at or paper.updated_at
    yield "TY", "UNPB"
    yield "ID", _key(paper)
    yield "TI", paper.title
    yield from (("AU", _ris_name(each.name)) for each in paper.authors)
    yield "PY", f"{first.year}"
    yield "DA", f"{first:%Y/%m/%d}"
    yield "PB", "arXiv"
    yield "M1", f"arXiv:{paper.arxiv_id}"
    yield from (("DO", doi) for doi in paper.dois)
    yield "UR", paper.abstract_url
    yield from (("KW", name) for name in judged.domain_names)
    if paper.journal_ref:
        yield "J2", paper.journal_ref
    if paper.comment:
        yield "N1", paper.comment
    if paper.abstract:
        yield "AB", paper.abstract


def _ris_name(name: str) -> str:
    given, space, surname = clean(name).rpartition(" ")
    return f"{surname}, {given}" if space and "," not in name and not _GROUP.search(name) else name
