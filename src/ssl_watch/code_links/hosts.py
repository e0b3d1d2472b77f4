"""What an address leads to, as far as its host and its path tell, and the repository that a deep path belongs to.

A forge keeps code. A model hub keeps models, and code beside them. A store keeps anything (data, slides, code), so that
the words around the address have to say which. What is left is a page.
"""

import re
from enum import StrEnum


class Kind(StrEnum):
    """What an address leads to."""

    REPOSITORY = "repository"
    MODEL = "model"
    STORE = "store"
    PAGE = "page"
    NOT_CODE = "not code"


_FORGE = re.compile(
    r"(?:github\.com|bitbucket\.org|codeberg\.org|gitee\.com|gitcode\.(?:com|net)|framagit\.org|git\.sr\.ht"
    r"|(?:[\w-]{1,40}\.){0,3}(?:gitlab|gitea|forgejo)(?:-[\w-]{1,30})?(?:\.[\w-]{1,40}){1,4}|git\.[a-z0-9.-]{4,40})\Z"
)
_HUB = re.compile(r"(?:huggingface\.co|hf\.co|modelscope\.cn|modelscope\.ai)\Z")
_STORE = re.compile(
    r"zenodo\.org/(?:records?|doi|badge)/|doi\.org/10\.(?:5281/zenodo|6084/m9\.figshare)\.\w|figshare\.com/articles/"
    r"|osf\.io/\w|codeocean\.com/capsule/|kaggle\.com/(?:datasets|code)/|archive\.softwareheritage\.org/"
    r"|(?:huggingface|hf)\.co/(?:datasets|collections)/[^/]+/|data\.mendeley\.com/|modelscope\.(?:cn|ai)/datasets/[^/]+/"
)
_NOT_CODE = re.compile(
    r"arxiv\.org|doi\.org|youtu\.?be|openreview\.net|creativecommons|wikipedia|twitter\.com|\Ax\.com|kaggle\.com/c"
    r"|(?:huggingface|hf)\.co/(?:datasets|papers|docs|blog|collections)\b|ieee\.org|acm\.org|springer|sciencedirect"
    r"|aclanthology|physionet\.org|orcid\.org|imstat\.org|ceur-ws\.org|nature\.com|sciencemag|mdpi\.com|semanticscholar\.org"
    r"|biorxiv\.org|ssrn\.com|eccc\.weizmann|bilibili\.com|vimeo\.com|linkedin\.com|proceedings\.mlr\.press"
    r"|hdl\.handle\.net|scholar\.google|wiley|researchgate|dspace|/eprint|iso\.org|ijcsi\.org|\.pdf\Z|\.ps(?:\.gz)?\Z"
    r"|frontiersin\.org|tandfonline|(?:github|gist\.github|gitlab|huggingface|hf|bitbucket|codeberg)\.(?:com|co|org)/?\Z"
    r"|github\.com/(?:x{3,}|\*+|username|features|about|topics|search|marketplace|settings|login|explore|site|pricing)(?:/|\Z)"
)
_GLUED = re.compile(r"[^\w.~/+-].*", re.ASCII | re.DOTALL)  # what can't belong to a repository's path
_NAME = r"[\w.+-]+"
_PROJECT = re.compile(rf"(?P<project>~?{_NAME}/{_NAME})(?P<rest>/.*)?\Z", re.ASCII)
_GROUPED = re.compile(
    rf"(?P<project>~?{_NAME}(?:/{_NAME}){{1,5}}?)(?P<rest>/(?:-|tree|blob|issues|wikis?)(?:/.*)?)?/?\Z", re.ASCII
)
_MODEL = re.compile(rf"(?P<project>(?:(?:spaces|models|studios|datasets)/)?{_NAME}/{_NAME})(?P<rest>/.*)?\Z", re.ASCII)
_ANONYMOUS = re.compile(rf"(?P<project>(?:r|repository|w|status)/{_NAME})(?P<rest>/.*)?\Z", re.ASCII)
_GIST = re.compile(rf"(?P<project>(?:{_NAME}/)?[0-9a-f]{{8,40}})(?P<rest>/.*)?\Z", re.ASCII)
_SOURCEFORGE = re.compile(rf"(?P<project>(?:projects|p)/{_NAME})(?P<rest>/.*)?\Z", re.ASCII)
_SHORT = re.compile(r"(?P<project>[\w-]+)(?P<rest>/.*)?\Z", re.ASCII)
# Of a deep path these say no more than the repository does; a folder, a file or a pull request of its own does.
_NO_DEEPER = re.compile(
    r"/(?:-/)?(?:(?:tree|src)/(?:main|master|HEAD)|blob/[^/]+/readme[\w.]*|tree|blob|src|activity|network|pulls|files"
    r"|(?:issues|releases|wikis?|tags|branches|commits|actions|discussions|stargazers|archive)(?:/[\w.-]+){0,2})/*\Z",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(r"(?:x{3,}|tbd|username|user|to/be)(?:/|\Z)", re.IGNORECASE)
_NO_MODELS = frozenset({"papers", "docs", "blog", "datasets", "collections", "learn"})
_SHALLOW = frozenset({"anonymous.4open.science", "gist.github.com", "sourceforge.net", "git.io"})
_PAGES_OF = frozenset({"orgs", "users", "topics", "sponsors", "groups"})


def place(address: str) -> tuple[str, Kind]:
    """The address (host and path, no scheme) brought to its repository where it lies in one, and what it is."""
    bare, _, path = address.partition("/")
    host = re.sub(r"\A[^@]*@|:\d+\Z", "", bare.lower()).removeprefix("www.")
    if host == "raw.githubusercontent.com":
        host, path = "github.com", "/".join(path.split("/")[:2])
    if _FORGE.match(host) and _PLACEHOLDER.match(path):
        return address, Kind.NOT_CODE
    found = _repository(host, _GLUED.sub("", path).strip("/"))
    if found:
        project, kind = found
        return f"{host}/{project}", kind
    lowered = f"{host}/{path}".lower()
    if _STORE.search(lowered):
        return address, Kind.STORE
    return address, Kind.NOT_CODE if _NOT_CODE.search(lowered) or "." not in host else Kind.PAGE


def _repository(host: str, path: str) -> tuple[str, Kind] | None:
    """Owner, name and what is left of a deeper path, or None where the path is no repository's."""
    form, kind = _form(host)
    match = form.match(path) if form else None
    if match is None or path.partition("/")[0].lower() in _PAGES_OF:
        return None
    project, rest = match["project"].rstrip("."), (match["rest"] or "").rstrip("/")
    project = re.sub(r"\.git\Z", "", project, flags=re.IGNORECASE)
    first = project.partition("/")[0].lower()
    if kind is Kind.MODEL and first in _NO_MODELS:
        return None
    deep = "" if kind is Kind.MODEL or host in _SHALLOW or _NO_DEEPER.match(rest) else rest
    return project + deep, kind


def _form(host: str) -> tuple[re.Pattern[str] | None, Kind]:
    """How a repository's path is written there."""
    if host == "anonymous.4open.science":
        return _ANONYMOUS, Kind.REPOSITORY
    if host == "gist.github.com":
        return _GIST, Kind.REPOSITORY
    if host == "sourceforge.net":
        return _SOURCEFORGE, Kind.REPOSITORY
    if host == "git.io":
        return _SHORT, Kind.REPOSITORY
    if _HUB.match(host):
        return _MODEL, Kind.MODEL
    if _FORGE.match(host) and not host.startswith("about.") and not host.endswith(".io"):
        return (_PROJECT if host in {"github.com", "bitbucket.org", "codeberg.org"} else _GROUPED), Kind.REPOSITORY
    return None, Kind.PAGE
