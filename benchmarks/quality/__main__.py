"""`python -m benchmarks.quality FOLDER [SECTION…]`: the figures of docs/quality.md, beside those of simple methods.

FOLDER holds the labelled rows that each section names; nothing of it is shipped. A section is a module of this package:
`figures(folder)` yields a line's name and its figures, one after another as they are ready.
"""

import sys
from pathlib import Path

from benchmarks.quality import code_links, domains, relevance, speed, summaries, venues
from benchmarks.quality.labels import Section

SECTIONS: dict[str, Section] = {
    "relevance": relevance.figures,
    "domains": domains.figures,
    "code_links": code_links.figures,
    "venues": venues.figures,
    "summaries": summaries.figures,
    "speed": speed.figures,
}


def main() -> None:
    """Print one table per section."""
    folder, asked = sys.argv[1:2], sys.argv[2:] or list(SECTIONS)
    if not folder or not set(asked) <= set(SECTIONS):
        sys.exit(f"usage: python -m benchmarks.quality FOLDER [{'|'.join(SECTIONS)}]…")
    for section in asked:
        for name, figures in SECTIONS[section](Path(folder[0])):
            print(f"{name:<56}" + "   ".join(f"{label} {value}" for label, value in figures.items()), flush=True)
        print(flush=True)


if __name__ == "__main__":
    main()
