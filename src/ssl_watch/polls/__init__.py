"""A poll: what it is to read, how it ended source by source, and how each source stands.

`plans` decides what is read this time, given how earlier readings ended; `reports` tells what came of it; `standing` is
what an operator is shown. Pure; `polling` does the reading.
"""

from ssl_watch.polls.reports import SOURCES_OF_PAPERS, Counts, PollReport, SourceReport, put_together
from ssl_watch.polls.standing import SourceStanding, Standing

__all__ = [
    "SOURCES_OF_PAPERS",
    "Counts",
    "PollReport",
    "SourceReport",
    "SourceStanding",
    "Standing",
    "put_together",
]
