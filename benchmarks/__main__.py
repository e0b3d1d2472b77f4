"""`make bench`: the benchmarks of speed one after another; with a folder of data also those of quality."""

import sys

from benchmarks import delivery, quality, starting


def main() -> None:
    """Run them; each prints its figures beside a named baseline's."""
    starting.main()
    print()
    delivery.main()
    if sys.argv[1:]:
        print()
        quality.main()


if __name__ == "__main__":
    main()
