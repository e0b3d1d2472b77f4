"""One or two sentences on a paper, chosen from its own abstract and trimmed."""

from ssl_watch.papers import Paper


def summarise(paper: Paper) -> str:
    """At most 45 words of the abstract's own, never cut in mid-word; empty where there is no abstract."""
    raise NotImplementedError
