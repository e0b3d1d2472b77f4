"""One or two sentences on a paper, chosen from its own abstract and shortened.

`sentences` cuts the abstract, `forms` shortens what `lead_ins` and `clauses` can spare, and `choosing` takes the form
that keeps most of what a person would say, by merits that `tools.summaries` learned.
"""

from ssl_watch.papers import Paper
from ssl_watch.summaries import choosing, observations
from ssl_watch.summaries.forms import MOST_WORDS

__all__ = ["MOST_WORDS", "summarise"]


def summarise(paper: Paper) -> str:
    """At most 45 words of the abstract's own, never cut in mid-word; empty where there is no abstract."""
    return choosing.best(observations.read(paper.title, paper.abstract))
