"""Papers that the miniature arXiv does not show, and the holes that the watch makes of them."""

from ssl_watch.holes import HoleState
from ssl_watch.store import Store, holes
from tests.ssl_watch.polling.scripted import Miniature


def missing(store: Store) -> dict[str, HoleState]:
    """The open holes."""
    with store.reading() as tx:
        return {hole.arxiv_id: hole.state for hole in holes.open_holes(tx)}


def settled(store: Store, state: HoleState) -> int:
    with store.reading() as tx:
        return holes.counts(tx)[state]


def hide(arxiv: Miniature, *ids: str, but: tuple[str, ...] = ()) -> None:
    """Let no service show the ids, but for some."""
    for service in {"oai", "list", "oai ids", "api", "api ids"} - set(but):
        arxiv.hidden[service] = set(ids)
