"""arXiv's groups, archives and categories, and the sets of OAI-PMH that are made of them.

A set is a group (`cs`, `physics`), an archive in it (`cs:cs`, `physics:cond-mat`) or a category (`cs:cs:LG`,
`physics:cond-mat:soft`). An archive without categories of its own is its own category (`physics:hep-th`).
"""

from functools import cache, lru_cache

_GROUPS = {
    "cs": "Computer Science",
    "econ": "Economics",
    "eess": "Electrical Engineering and Systems Science",
    "math": "Mathematics",
    "physics": "Physics",
    "q-bio": "Quantitative Biology",
    "q-fin": "Quantitative Finance",
    "stat": "Statistics",
}
_CATEGORIES = {
    "astro-ph": "CO EP GA HE IM SR",
    "cond-mat": "dis-nn mes-hall mtrl-sci other quant-gas soft stat-mech str-el supr-con",
    "cs": "AI AR CC CE CG CL CR CV CY DB DC DL DM DS ET FL GL GR GT HC IR IT LG LO MA MM MS NA NE NI OH OS PF PL RO SC "
    "SD SE SI SY",
    "econ": "EM GN TH",
    "eess": "AS IV SP SY",
    "gr-qc": "",
    "hep-ex": "",
    "hep-lat": "",
    "hep-ph": "",
    "hep-th": "",
    "math": "AC AG AP AT CA CO CT CV DG DS FA GM GN GR GT HO IT KT LO MG MP NA NT OA OC PR QA RA RT SG SP ST",
    "math-ph": "",
    "nlin": "AO CD CG PS SI",
    "nucl-ex": "",
    "nucl-th": "",
    "physics": "acc-ph ao-ph app-ph atm-clus atom-ph bio-ph chem-ph class-ph comp-ph data-an ed-ph flu-dyn gen-ph "
    "geo-ph hist-ph ins-det med-ph optics plasm-ph pop-ph soc-ph space-ph",
    "q-bio": "BM CB GN MN NC OT PE QM SC TO",
    "q-fin": "CP EC GN MF PM PR RM ST TR",
    "quant-ph": "",
    "stat": "AP CO ME ML OT TH",
}


@cache
def sets() -> dict[str, str]:
    """All sets and their names. A category is named by its code."""
    found = dict(_GROUPS)
    for archive, codes in _CATEGORIES.items():
        found[f"{_group(archive)}:{archive}"] = _GROUPS.get(archive, archive)
        found |= {f"{_group(archive)}:{archive}:{code}": f"{archive}.{code}" for code in codes.split()}
    return found


@cache
def categories() -> frozenset[str]:
    """All categories, as papers name them."""
    return frozenset(
        category
        for archive, codes in _CATEGORIES.items()
        for category in ([f"{archive}.{code}" for code in codes.split()] or [archive])
    )


@cache
def set_of(category: str) -> str | None:
    """The smallest set that a category is; None for what is no category of arXiv's, such as an MSC class."""
    archive, _, code = category.partition(".")
    if category not in categories():
        return None
    return ":".join(filter(None, (_group(archive), archive, code)))


def sets_of(paper: tuple[str, ...]) -> tuple[str, ...]:
    """The sets that a header names for a paper's categories."""
    return tuple(dict.fromkeys(found for category in paper if (found := set_of(category))))


@lru_cache(maxsize=65_536)
def is_in(paper: tuple[str, ...], wanted: str) -> bool:
    """Whether a paper of these categories is in a set: by any of them."""
    return any(f"{found}:".startswith(f"{wanted}:") for category in paper if (found := set_of(category)))


def is_listed(category: str, asked: str) -> bool:
    """Whether a feed of `asked`, a category or an archive, lists the category."""
    return category == asked or category.startswith(f"{asked}.")


def is_feed(asked: str) -> bool:
    """Whether there is a feed of that name."""
    return asked in categories() or asked in _CATEGORIES


def _group(archive: str) -> str:
    return archive if archive in _GROUPS else "physics"
