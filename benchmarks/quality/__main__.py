"""`python -m benchmarks.quality FOLDER [SECTION…]`: the figures of docs/quality.md, beside those of simple methods.

FOLDER holds the labelled rows that each section names; nothing of it is shipped. A section is a module of this package:
`figures(folder)` yields a line's name and its figures, one after another as they are ready.
"""

import sys
from importlib import import_module
from pathlib import Path

from benchmarks.quality.labels import Section

SECTIONS = ("relevance", "domains", "code_links", "venues", "summaries", "speed")


def main() -> None:
    """Print one table per section."""
    folder, asked = sys.argv[1:2], sys.argv[2:] or list(SECTIONS)
    if not folder or not set(asked) <= set(SECTIONS):
        sys.exit(f"usage: python -m benchmarks.quality FOLDER [{'|'.join(SECTIONS)}]…")
    for name in asked:
        section: Section = import_module(f"benchmarks.quality.{name}").figures
        for title, figures in section(Path(folder[0])):
            print(f"{title:<56}" + "   ".join(f"{label} {value}" for label, value in figures.items()), flush=True)
        print(flush=True)


if __name__ == "__main__":
    main()
