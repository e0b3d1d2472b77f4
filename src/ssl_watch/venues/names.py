"""The venues that a sentence of a comment or a journal reference names, those of the catalogue and others.

A name that the catalogue does not know needs more to speak for it: words of acceptance before it, a year after it, an
acronym in brackets. Every pattern has bounded repetitions, and `venues` hands over at most 2,000 characters.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, groupby

from ssl_watch.venues.catalogue import ACRONYMS, CANONICAL, SPELLINGS


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A venue's name and where it stands in the sentence; `known` to the catalogue or only by the words around it."""

    text: str
    start: int
    end: int
    known: bool = True


_YEAR = r"(?:(?:19[5-9]|20[0-4])\d|['’]\d\d)(?!\d)"
_TOKEN = re.compile(r"(?<![\w/-])[A-Za-z][A-Za-z0-9]*(?:[-/][A-Za-z]+)*(?!-[A-Za-z])")
_GLUED_YEAR = re.compile(r"(?:(?:19[5-9]|20[0-4])\d|\d\d)\Z")
_DATED = re.compile(rf"[ '’_-]?{_YEAR}")
_IN_FIELDS_CASE = {name.casefold(): name for name in sorted(ACRONYMS, reverse=True)}
_ANOTHERS = re.compile(r"\sAnthology|\s&|\sand\s(?:Applications|Cybernetics|Computing|Advances)")
_FIELDS = frozenset({"pattern recognition", "information fusion"})  # journals named like what conferences are about
_LETTERS = re.compile(r"[^\W\d_]+")
_OF_ONE_WORD = [spelling for spelling in SPELLINGS if " " not in spelling]
_BY_FIRST_WORD = {
    first: list(alike)
    for first, alike in groupby(
        sorted(spelling for spelling in SPELLINGS if " " in spelling),
        key=lambda spelling: _LETTERS.findall(spelling)[0],
    )
}
_BRACKET = re.compile(
    r"[\w\s,-]{0,40}\(\s?(?:(?:IEEE|ACM)[\s/]|SIG)?\Z"
)  # between a name and its acronym: “… (IEEE ICASSP 2024)”
_WORD = r"(?:[A-Z0-9][\w&'’/-]{0,30}|on|of|in|for|and|the|&)"
_SHORT = r"[A-Za-z][\w&/+-]{1,14}?(?:\s?['’ -]?\s?(?:(?:19|20)\d\d|\d\d))?"
_AND_OTHERS = r"(?:(?:,\s[A-Z][\w-]{1,30}){1,4},?\s(?:and|&)\s[A-Z][\w-]{1,30})?"  # “Systems, Man, and Cybernetics”
_ACRONYM_AFTER = rf"(?:(?:,?\s{_WORD}){{0,12}}?,?\s\(\s?(?:(?:IEEE|ACM)\s)?(?P<acronym>{_SHORT})\s?[,;)])?"
# “Accepted to the European Robotics Forum”: a name that is not in the catalogue, after words of acceptance.
_BEFORE = (
    r"\b(?i:accept(?:ed|ted)?|published|publication|presentation|appear(?:s|ed|ing)?|presented|submitted|submission"
    r"|proceedings?|proc\.|under review|in press)[\s:]{1,2}"
    r"(?:(?:(?i:for (?:publication|presentation))|as an? [a-z -]{1,30})[\s:]{1,2})?"
    r"(?:(?i:in|at|to|by|of|with|on|for):?\s)?(?i:the\s)?"
    r"(?i:(?:companion\s)?proc(?:eedings?|\.)\s?(?:of:?\s)?(?:the\s)?)?"
    r"(?:(?:\d{1,3}(?:st|nd|rd|th)\sedition\sof|first|second|third|fourth|fifth)\s(?:the\s)?)?"
)
_OTHER = re.compile(
    rf"{_BEFORE}(?P<name>(?:[A-Z0-9][\w&'’/-]{{0,30}}|workshop)(?:\s{_WORD}){{0,12}}{_AND_OTHERS}){_ACRONYM_AFTER}"
)
_QUOTED = re.compile(rf"{_BEFORE}(?i:journal,?\s)?[\"“](?P<name>[A-Z][^\"“”]{{4,100}})[\"”]")
_STANDALONE = re.compile(
    rf"(?:\A|[.;,]\s)(?i:in:?\s(?:the\s)?)?(?i:proc(?:eedings?|\.)\s(?:of\s)?(?:the\s)?)?"
    rf"(?P<name>(?!(?:Accepted|Published|Presented|Submitted|Preprint|To|In|Appears|Author|This)\b)(?:{_WORD}:?\s){{1,11}}"
    r"(?:Conference|Symposium|Journal|Transactions|Letters|Workshops?|Congress|Magazine)"
    rf"(?:\s(?:on|of|in|for|and|the|[A-Z][\w&-]{{0,30}})){{0,12}}{_AND_OTHERS}){_ACRONYM_AFTER}"
)
_BARE_YEAR = re.compile(
    rf"(?:\A|[.;,:(]\s?|\b(?i:at|in|to)\s)(?:(?:IEEE|ACM)\s)?"
    rf"(?P<name>(?=[\w&-]*[A-Z][\w&-]*[A-Z])[A-Z][\w&-]{{1,14}}?)(?:\s?|[ -]){_YEAR}"
)
_FIRST_OF_ALL = re.compile(r"\A(?:(?:[Tt]he|(?:19|20)\d\d|\d{1,3}(?:st|nd|rd|th)|First|Second|Third|Annual)\s){1,4}")
_FROM_A_YEAR_ON = re.compile(r"(?<=\w)\s(?:on\s\d|(?:19|20)\d\d\s).*")  # “VIS 2025 Short Paper Track”
_AT_THE_END = re.compile(
    r"(?:[\s'’_-]{0,2}(?:19|20)\d\d|\s?['’]\s?\d\d|(?<=[A-Z])[ -]?\d\d|\s(?:on|of|in|for|and|the|&|\d+)|,)+\Z"
)
_TOLD_AGAIN = re.compile(rf"(?:,\s|\s?-\s|:\s)([A-Z][\w&]{{0,12}}[A-Z]\w{{0,8}}?)(?=[ '’-]?{_YEAR})")
_KIND = re.compile(
    r"\b(?:Conference|Symposium|Journal|Transactions|Letters|Workshops?|Congress|Magazine|Forum|Review|Annals|Science"
    r"|Sciences|Nature|Physics|Research|Bioinformatics|Intelligence|Engineering|Meeting|Computing|Systems|Learning"
    r"|Networks?|Frontiers|Chemistry|Applications|Analysis|Processing|Biology|Medicine|Informatics|World)\b"
)
_NO_VENUE = re.compile(
    r"(?:\d+\s)?(?:January|February|March|April|May|June|July|August|September|October|November|December|Spring|Summer"
    r"|Fall|Winter|Autumn)\b|.*\d{5}|(?:Lecture Notes|Springer|Communications in Computer|LNCS|LNAI|CCIS|LNEE|LNBIP"
    r"|CEUR|EPTCS|PMLR|(?:First )?Proof|Appendix|Supplementary|Chapter|Part|Preprint|Figures?|Pages"
    r"|Open ?Review|Book)\b"
    r"|(?!.*\bJournal).*\b(?:Universit\w+|Institute|Department|School|College|Degree|Thesis|Bachelor|Master|PhD)\b"
)
_NO_ACRONYM = re.compile(
    r"(?:IEEE|ACM|LNCS|LNAI|LNEE|CCIS|CEUR|EPTCS|PMLR|USA|UK|LLM|AI|ML|NLP|CV|PDF|PhD|MSc|DOI|HTML|ISBN|ISSN|SI|Oral|TBD"
    r"|Springer|Elsevier|MDPI|arXiv|ArXiv|CoRR|v\d+|V\d+|ESI|IF|SCI|CCF|JCR|Q1|US|EU|IBM|MIT|IP|GPT|GitHub|BERT|LLMs"
    r"|AAM|COVID|SARS|CIFAR|MNIST|ImageNet)\Z"
)
_NO_TITLE = re.compile(
    r"\b(?:Track|Session|Oral|Poster|Main|Final|Version|Republic|States|Kingdom|Germany|China|India|France|Italy|Japan|USA"
    r"|Press|Verlag|Publishing|Publishers?|Group|Team|Award|Archive|Repository|Library|Online|Access|Paper|Papers|Findings"
    r"|Hall|Center|Centre|Laboratory|Corporation|Google|Microsoft|Amazon|Elsevier|Wiley|Challenge|Task|Dr|Prof|Mr|Ms"
    r"|Reviews?|Consideration|Supplement\w*|Section|Volume|Vol|Ph|GitHub|Hugging|Zenodo|Kaggle|Medium|Code|Web|Page)\b"
)
_REPORT = re.compile(r"\b(?:challenge|competition|solution|technical report)\b", re.IGNORECASE)
_PUBLISHERS = frozenset(
    {"IEEE", "ACM", "Elsevier", "Springer", "The IEEE", "Wiley", "MDPI", "Arxiv", "ArXiv", "IEEE Journal", "Journal"}
    | {
        "Springer Nature",
        "Taylor & Francis",
        "SAGE",
        "Oxford",
        "IEEE Transactions",
        "Conference",
        "Proceedings",
        "SPIE",
    }
    | {"Workshop", "International Conference", "International Journal", "Symposium", "IOP", "AIP", "IET", "The Journal"}
    | {
        "IEEE Conference",
        "Peer Review",
        "IEEE Transactions Journal",
        "The Conference",
        "Journals",
        "International Workshop",
        "Main Conference",
        "Letters",
        "Journal Paper",
        "Transactions",
    }
)


def names(sentence: str) -> tuple[Name, ...]:
    """Those of the catalogue, from left to right."""
    return tuple(_known_names(sentence))


def known_name(text: str) -> Name | None:
    """The first of the catalogue's venues in the text."""
    return next(_known_names(text), None)


def _known_names(text: str) -> Iterator[Name]:
    found = list(_acronyms(text))
    spelled = [name for name in _spelled(text) if not found or text[name.start : name.end].lower() not in _FIELDS]
    return _told_once(text, sorted([*found, *spelled], key=lambda name: (name.start, -name.end)))


def _acronyms(text: str) -> Iterator[Name]:
    for token in _TOKEN.finditer(text):
        written = token[0]
        bare = written if written in ACRONYMS else _GLUED_YEAR.sub("", written)
        name = _acronym(bare, dated=bare != written or bool(_DATED.match(text, token.end())))
        if name and not _ANOTHERS.match(text, token.end()):
            yield Name(text=CANONICAL.get(name, name), start=token.start(), end=token.start() + len(bare))


def _acronym(written: str, *, dated: bool) -> str | None:
    """The field's spelling; any case will do where a year follows. `CVPRW` is CVPR's, `ECML-PKDD` ECML's."""
    if written in ACRONYMS:
        return written
    first, joint, second = written.partition("-") if "-" in written else written.partition("/")
    if joint and first in ACRONYMS and (second in ACRONYMS or second == "PKDD"):
        return first
    if written[:-1] in ACRONYMS and written[-1] == "W":
        return written[:-1]
    folded = written.casefold()
    return _IN_FIELDS_CASE.get(folded, _IN_FIELDS_CASE.get(folded.removesuffix("w"))) if dated else None


def _spelled(text: str) -> Iterator[Name]:
    lowered = text.lower()
    if len(lowered) != len(text):  # a letter whose small form is two: places would be wrong
        return
    for spelling in chain(_OF_ONE_WORD, *(_BY_FIRST_WORD.get(word, ()) for word in {*_LETTERS.findall(lowered)})):
        start = lowered.find(spelling)
        if start >= 0 and not lowered[start - 1 : start].isalpha() and not _ANOTHERS.match(text, start + len(spelling)):
            yield Name(text=SPELLINGS[spelling], start=start, end=start + len(spelling))


def _told_once(text: str, found: list[Name]) -> Iterator[Name]:
    """The names without what is only the long form, or the series, of the name that follows it."""
    end = 0
    for index, name in enumerate(found):
        if name.start < end:
            continue
        following = next((other for other in found[index + 1 :] if other.start >= name.end), None)
        between = text[name.end : following.start] if following else ""
        told = bool(following) and (between == ": " or bool(_BRACKET.match(between)))
        # “Findings of the Association for Computational Linguistics: EMNLP 2025” is of EMNLP.
        yield replace(following, start=name.start) if following and told else name
        end = following.end if following and told else name.end


def other_name(sentence: str) -> Name | None:
    """A venue that only the words around it, its year or its acronym make one."""
    for pattern in (_QUOTED, _OTHER, _STANDALONE, _BARE_YEAR):
        match = pattern.search(sentence)
        if pattern is _BARE_YEAR and _REPORT.search(sentence):
            continue
        if match is not None and (pattern is not _OTHER or _looks_like_a_venue(match, sentence)):
            found = _named(match)
            if found is not None:
                return found
    return None


def _named(match: re.Match[str]) -> Name | None:
    acronym = match.groupdict().get("acronym")
    if acronym and (
        sum(map(str.isupper, acronym)) < 2
        or sum(map(str.isalpha, acronym)) < 3
        or _NO_ACRONYM.match(without_year(acronym))
    ):
        acronym = None
    told = _TOLD_AGAIN.match(match.string, match.end("name"))  # “International Conference on Lakes, ICL 2024”
    acronym = acronym or (told[1] if told and not _NO_ACRONYM.match(told[1]) else None)
    text = without_year(acronym) if acronym else without_year(match["name"])
    text = re.sub(r"\A(?:IEEE(?:/\w+)?|ACM(?:/IEEE)?)\s(?=[A-Z][\w-]*[A-Z][\w-]+\Z)", "", text)
    if text in _PUBLISHERS or sum(map(str.isalpha, text)) < 3 or _NO_VENUE.match(text) or _NO_ACRONYM.match(text):
        return None
    end = match.end("acronym") if match.groupdict().get("acronym") else _end(match, text)
    return Name(text=text[:80].strip(" ,:-"), start=match.start("name"), end=end, known=False)


def _end(match: re.Match[str], text: str) -> int:
    """Where the name ends once its year and a day after it are cut off."""
    at = match["name"].find(text)
    return match.start("name") + at + len(text) if at >= 0 else match.end("name")


def _looks_like_a_venue(match: re.Match[str], sentence: str) -> bool:
    found = match["name"]
    bare = without_year(found)
    acronym = re.search(r"\b[A-Z]\w*[A-Z]\w*\b", bare)
    following = sentence[match.end("name") :].lstrip(" ,(")[:5]
    dated = re.match(_YEAR, following) or re.search(_YEAR, found)
    words = bare.split()
    titled = 2 <= len(words) <= 7 and sum(word[0].isupper() for word in words) >= 2 and not _NO_TITLE.search(bare)
    surely = re.match(r"(?:accept|publi|submi|(?:to )?appear|in press|under review)", match[0], re.IGNORECASE)
    return bool(_KIND.search(found) or match["acronym"] or acronym or (dated and len(bare) > 3) or (titled and surely))


def without_year(text: str) -> str:
    """The name without its year, its number in the series, and what is left hanging at its end."""
    text = _FIRST_OF_ALL.sub("", text.strip(" ,"))
    return _AT_THE_END.sub("", _FROM_A_YEAR_ON.sub("", text))
