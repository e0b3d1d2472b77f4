"""Speed: the whole verdict on one core. Reads ssl_labels.dev.jsonl.gz."""

import time
from pathlib import Path

from benchmarks.quality.labels import Figures, paper, rows
from ssl_watch import verdicts

_PAPERS = 3000


def figures(folder: Path) -> Figures:
    """One line."""
    papers = [paper(row) for row in rows(folder / "ssl_labels.dev.jsonl.gz") if row["abstract"]][:_PAPERS]
    begun = time.process_time()
    for each in papers:
        verdicts.judge(each)
    yield (
        "speed: the whole verdict, one core",
        {"papers a second": f"{len(papers) / (time.process_time() - begun):,.0f}"},
    )
