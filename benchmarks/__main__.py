"""`make bench`: the benchmarks of speed one after another; with a folder of data also importing and quality."""

import subprocess
import sys


def main() -> None:
    """Run each in a process of its own, as it would be run alone; it prints its figures beside a named baseline's."""
    folder = sys.argv[1:2]
    for module, arguments in (
        ("starting", []),
        ("delivery", []),
        ("following", []),
        *([("importing", folder), ("quality", folder)] if folder else []),
    ):
        subprocess.run([sys.executable, "-m", f"benchmarks.{module}", *arguments], check=True)
        print(flush=True)


if __name__ == "__main__":
    main()
