"""What people type, read as a domain or a group: a name, a title, something near, or a word of the domain's own."""

from rapidfuzz import fuzz, process

from ssl_watch import phrases
from ssl_watch.domains.catalogue import DOMAINS, GROUPS, Domain, Group
from ssl_watch.domains.signs import BOOK

_BY_NAME = {domain.name: domain for domain in DOMAINS}
_SHORTEST_REQUEST, _LONGEST_REQUEST = 2, 60
_NEAR = 75  # percent of likeness that a misspelling must keep

# What people call a domain or a group, beside its name, its title and each half of a title like “Depth & driving”.
_ALSO_CALLED = {
    "vision": "computer vision|cv|images and video|visual",
    "spatial": "3d|robots and driving|spatial",
    "language": "language and text|natural language",
    "sound": "sound|speech and music|audio and speech",
    "health": "health|healthcare|life sciences|life science|biomedicine|biomedical",
    "earth": "earth|earth sciences|natural sciences",
    "structured": "structured data|structured",
    "trust": "trust|safety|trust and safety",
    "methods": "methods|methodology",
    "medical": "medical|medical imaging|medical images|medical image analysis",
    "depth": "autonomous driving|self-driving|depth estimation",
    "denoising": "inverse problems|restoration",
    "recsys": "recommender systems|recommenders",
    "anomaly": "anomaly detection|process mining",
    "llm_training": "llm|llms|language model training|language-model training|pretraining of language models",
    "theory": "understanding|foundations",
    "general": "general|other|misc|surveys",
    "human": "people|faces|pose",
}


def _calls() -> dict[str, Domain | Group]:
    """Every call; where a domain and a group are called alike, the domain is meant."""
    calls: dict[str, Domain | Group] = {}
    everything: tuple[Domain | Group, ...] = (*DOMAINS, *GROUPS)
    for known in everything:
        title = known.title.casefold()
        also = _ALSO_CALLED.get(known.name, "").split("|")
        names = (known.name.replace("_", " "), title, title.replace("&", "and"), *also)
        for call in filter(None, names):
            calls.setdefault(call, known)
    for known in everything:
        for half in known.title.casefold().split(" & "):
            calls.setdefault(half, known)
    return calls


_CALLS = _calls()


def find(text: str) -> Domain | Group | None:
    """The domain or the group that a person means; else None."""
    wanted = " ".join(text.casefold().replace("_", " ").split())[:_LONGEST_REQUEST]
    if len(wanted) < _SHORTEST_REQUEST:
        return None
    if wanted in _CALLS:
        return _CALLS[wanted]
    points: dict[str, float] = {}
    for found in BOOK.find(phrases.read(wanted)):
        for name, strength in found.value.items():
            points[name] = points.get(name, 0.0) + strength
    meant = max(points, key=lambda name: points[name], default=None)
    if meant and points[meant] >= 1:
        return _BY_NAME[meant]
    near = process.extractOne(wanted, list(_CALLS), scorer=fuzz.ratio, score_cutoff=_NEAR)
    return _CALLS[near[0]] if near else _BY_NAME.get(meant or "")


def find_domain(text: str) -> Domain | None:
    """The one domain that a person means; of a group, the first of its domains."""
    found = find(text)
    return found.domains[0] if isinstance(found, Group) else found


def find_domains(text: str) -> tuple[Domain, ...]:
    """The domains that a person means: one, or all of a group; none where the text names neither."""
    found = find(text)
    if found is None:
        return ()
    return found.domains if isinstance(found, Group) else (found,)
