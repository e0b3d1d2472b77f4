"""OAI-PMH documents as arXiv's server writes them: its formats, its indentation, its entities."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from sandbox.arxiv.raw_text import raw
from sandbox.arxiv.records import Author, Record
from sandbox.arxiv.taxonomy import set_of, sets_of
from sandbox.arxiv.views import View

FORMATS = {
    "oai_dc": ("http://www.openarchives.org/OAI/2.0/oai_dc/", "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"),
    "arXiv": ("http://arxiv.org/OAI/arXiv/", "http://arxiv.org/OAI/arXiv.xsd"),
    "arXivRaw": ("http://arxiv.org/OAI/arXivRaw/", "http://arxiv.org/OAI/arXivRaw.xsd"),
}
ERRORS = {
    "badVerb": "The verb is missing, repeated or unknown.",
    "badArgument": "An argument is missing, repeated, unknown or malformed.",
    "badResumptionToken": "The resumption token is not valid, or no longer.",
    "cannotDisseminateFormat": "The metadata format is not offered.",
    "idDoesNotExist": "The identifier is not known here.",
    "noRecordsMatch": "No record answers this combination of arguments.",
}
_NAMESPACE = "http://www.openarchives.org/OAI/2.0/"
_XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
_LICENSE = "http://arxiv.org/licenses/nonexclusive-distrib/1.0/"
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A part of a list. `token` is empty on the last one."""

    records: tuple[Record, ...]
    token: str
    expires: datetime
    resumes: bool


def escaped(text: str) -> str:
    """As templates escape, quotation marks and apostrophes too."""
    return text.translate(_ENTITIES)


def changed_at(record: Record) -> datetime:
    """The time of the last change, as OAI-PMH understands it."""
    return (record.announced_at or record.updated_at).astimezone(UTC)


def document(inside: str, request: Mapping[str, str], at: datetime, base: str) -> str:
    """A whole answer."""
    attributes = "".join(f' {name}="{escaped(value)}"' for name, value in request.items())
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n\n<OAI-PMH xmlns="{_NAMESPACE}" \n         {_XSI}\n'
        f'         xsi:schemaLocation="{_NAMESPACE} {_NAMESPACE}OAI-PMH.xsd">\n'
        f"    <responseDate>{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}</responseDate>\n    \n"
        f"    <request{attributes}>{escaped(base)}</request>\n\n\n    \n{inside}\n\n</OAI-PMH>"
    )


def identify(base: str) -> str:
    """The answer to Identify."""
    return (
        "    <Identify>\n        <repositoryName>arXiv</repositoryName>\n"
        f"        <baseURL>{escaped(base)}</baseURL>\n        <protocolVersion>2.0</protocolVersion>\n"
        "        <adminEmail>help@arxiv.org</adminEmail>\n        <earliestDatestamp>2005-09-16</earliestDatestamp>\n"
        "        <deletedRecord>persistent</deletedRecord>\n        <granularity>YYYY-MM-DD</granularity>\n"
        "    </Identify>"
    )


def list_sets(sets: Mapping[str, str]) -> str:
    """The answer to ListSets."""
    each = "".join(
        f"        <set>\n            <setSpec>{spec}</setSpec>\n            <setName>{escaped(name)}</setName>\n"
        "        </set>\n"
        for spec, name in sets.items()
    )
    return f"    <ListSets>\n{each}    </ListSets>"


def list_formats() -> str:
    """The answer to ListMetadataFormats."""
    each = "".join(
        f"        <metadataFormat>\n            <metadataPrefix>{prefix}</metadataPrefix>\n"
        f"            <schema>{schema}</schema>\n            <metadataNamespace>{namespace}</metadataNamespace>\n"
        "        </metadataFormat>\n"
        for prefix, (namespace, schema) in FORMATS.items()
    )
    return f"    <ListMetadataFormats>\n{each}    </ListMetadataFormats>"


def listed(view: View, page: Page, prefix: str, *, verb: str) -> str:
    """The answer to one of the two list verbs. Only a list of several pages has a token, an empty one at its end."""
    if verb == "ListIdentifiers":
        items = "\n".join(map(_header, page.records))
    else:
        items = "".join(record(view, each, prefix) for each in page.records)
    end = "\n        <resumptionToken/>" if page.resumes else ""
    if page.token:
        end = f"\n        <resumptionToken expires='{page.expires:%Y-%m-%dT%H:%M:%SZ}'>{page.token}</resumptionToken>"
    return f"    <{verb}>\n{items}\n{end}\n    </{verb}>"


def record(view: View, of: Record, prefix: str) -> str:
    """A record in a format; written once, until the paper changes."""
    versions = view.versions[of.arxiv_id]
    key = (prefix, *of.key, len(versions))
    known = view.written.get(key)
    if known is None:
        metadata = _METADATA[prefix](of, [versions[number] for number in sorted(versions)])
        known = view.written[key] = (
            f"                    <record>\n            {_header(of)}\n            <metadata>\n                "
            f"        {metadata}\n            </metadata>\n        </record>"
        )
    return known


def _header(of: Record) -> str:
    sets = "".join(f"            <setSpec>{each}</setSpec>\n" for each in sets_of(of.categories))
    return (
        f"    <header>\n        <identifier>oai:arXiv.org:{of.arxiv_id}</identifier>\n"
        f"        <datestamp>{changed_at(of):%Y-%m-%d}</datestamp>\n{sets}    </header>\n"
    )


def _raw(of: Record, versions: list[Record]) -> str:
    authors = ", ".join(map(_with_places, of.authors))
    return _element(
        "arXivRaw",
        f"        <id>{of.arxiv_id}</id>\n        <submitter>{escaped(_submitter(of))}</submitter>\n"
        + "".join(map(_version, versions))
        + _line("title", raw(of.title))
        + _line("authors", raw(authors))
        + _rest(of, raw_text=True),
    )


def _version(of: Record) -> str:
    return (
        f'            <version version="v{of.version}">\n'
        f"                <date>{of.updated_at.astimezone(UTC):%a, %d %b %Y %H:%M:%S GMT}</date>\n"
        f"                <size>{0 if of.is_withdrawn else len(of.abstract)}kb</size>\n"
        f"                    <source_type>{'I' if of.is_withdrawn else 'D'}</source_type>\n            </version>\n"
    )


def _arxiv(of: Record, _versions: list[Record]) -> str:
    """`created` is the day of the current version's submission here, whatever its name says."""
    authors = "".join(
        f"                <author>\n                    <keyname>{escaped(keyname)}</keyname>\n"
        + (f"                        <forenames>{escaped(forenames)}</forenames>\n" if forenames else "")
        + "                </author>\n"
        for forenames, _, keyname in (author.name.rpartition(" ") for author in of.authors)
    )
    return _element(
        "arXiv",
        f"        <id>{of.arxiv_id}</id>\n        <created>{of.updated_at:%Y-%m-%d}</created>\n"
        f"            <updated>{changed_at(of):%Y-%m-%d}</updated>\n"
        f"        <authors>\n{authors}        </authors>\n" + _line("title", of.title) + _rest(of, raw_text=False),
    )


def _dublin_core(of: Record, versions: list[Record]) -> str:
    dates = dict.fromkeys(f"{each.updated_at:%Y-%m-%d}" for each in (versions[0], of))
    lines = [
        ("title", of.title),
        *(("creator", ", ".join(reversed(author.name.rsplit(" ", 1)))) for author in of.authors),
        *(("subject", category) for category in of.categories),
        ("description", of.abstract),
        *([("description", of.comment)] if of.comment else []),
        *(("date", day) for day in dates),
        ("type", "text"),
        ("identifier", f"http://arxiv.org/abs/{of.arxiv_id}"),
    ]
    inside = "".join(f"        <dc:{name}>{escaped(text)}</dc:{name}>\n" for name, text in lines)
    namespace, schema = FORMATS["oai_dc"]
    dc = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    opened = f'<oai_dc:dc xmlns:oai_dc="{namespace}" {dc} {_XSI} xsi:schemaLocation="{namespace} {schema}">'
    return f"{opened}\n{inside}    </oai_dc:dc>"


def _rest(of: Record, *, raw_text: bool) -> str:
    """What both of arXiv's formats have. An ACM class would be shown as the MSC class: a fault of the server's."""
    written = raw if raw_text else str
    classes = ", ".join(each for each in of.categories if set_of(each) is None)
    fields = {
        "categories": " ".join(each for each in of.categories if set_of(each)),
        "comments": written(of.comment or ""),
        "acm-class" if raw_text else "msc-class": classes,
        "msc-class" if raw_text else "acm-class": classes,
        "journal-ref": written(of.journal_ref or ""),
        "doi": " ".join(of.dois),
        "license": _LICENSE,
        "abstract": written(of.abstract),
    }
    return "".join(_line(name, text) for name, text in fields.items() if text)


def _line(name: str, text: str) -> str:
    return f"            <{name}>{escaped(text)}</{name}>\n"


def _element(prefix: str, inside: str) -> str:
    namespace, schema = FORMATS[prefix]
    return f'<{prefix} xmlns="{namespace}" {_XSI} xsi:schemaLocation="{namespace} {schema}">\n{inside}    </{prefix}>\n'


def _with_places(author: Author) -> str:
    return f"{author.name} ({', '.join(author.affiliations)})" if author.affiliations else author.name


def _submitter(of: Record) -> str:
    return of.authors[0].name if of.authors else "Anonymous"


_METADATA = {"oai_dc": _dublin_core, "arXiv": _arxiv, "arXivRaw": _raw}
