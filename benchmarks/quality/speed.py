"""Speed and memory of judging on one core, as a ratio to a search for a dozen phrases by one regular expression.

Reads corpus.jsonl.gz. Each line is measured in a process of its own, paper by paper as they are read: processor time of
judging alone (with `judge` also that of the JSON around it), and how far the peak of its memory lies above that of a
process that reads the same papers and judges none.
"""

import json
import re
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from benchmarks.quality.labels import Figures, Row, paper, stream

_PAPERS = 5000
_BASELINE = "phrases"
_PHRASES = re.compile(
    r"self[\s-]*supervis|contrastive (?:learning|representation|pre-?training)|masked (?:auto-?encod|image|model|pre)"
    r"|pretext|jepa|pre-?train|github\.com/[\w.-]+/[\w.-]+|accepted (?:at|to|by)|submitted to|we (?:propose|present)",
    re.IGNORECASE,
)
_LINES = {
    "reading": "reading, no judging",
    _BASELINE: "one regular expression of phrases",
    "relevance": "relevance",
    "domains": "domains",
    "code_links": "code links",
    "venues": "venues",
    "summaries": "summaries",
    "verdict": "the whole verdict (ours)",
    "judge": "ssl-watch judge, JSON to JSON (ours)",
}


def figures(folder: Path) -> Figures:
    """One line per verdict, and the whole."""
    measured = {name: _measured_apart(folder, name) for name in _LINES}
    idle, baseline = measured["reading"]["memory"], measured[_BASELINE]["seconds"]
    for name, title in _LINES.items():
        seconds, memory = measured[name]["seconds"], measured[name]["memory"]
        extra = {"MB more than reading": f"{(memory - idle) / 1024:.1f}"}
        if name == "reading":
            yield f"speed: {title}", {"MB": f"{memory / 1024:.1f}"}
        else:
            times = {"times the baseline": f"{seconds / baseline:.1f}"}
            yield f"speed: {title}", {"papers a second": f"{_PAPERS / seconds:,.0f}"} | times | extra


def _measured_apart(folder: Path, name: str) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.quality.speed", str(folder), name]
    answer = subprocess.run(command, check=True, capture_output=True, text=True)
    measured: dict[str, float] = json.loads(answer.stdout)
    return measured


def _method(name: str) -> Callable[[Row], object]:
    """Each loads only what it needs."""
    if name == "reading":
        return lambda row: row
    if name == _BASELINE:
        return lambda row: _PHRASES.findall(f"{row['title']} {row['abstract']} {row.get('comment') or ''}")
    if name == "judge":
        return _json_method()
    judges = _judges()
    return lambda row: judges[name](paper(row))


def _json_method() -> Callable[[Row], object]:
    from ssl_watch import verdicts
    from ssl_watch.listings import records

    def judge(row: Row) -> str:
        listing = records.read(json.loads(json.dumps(row)), id_needed=False)
        return json.dumps(records.write_verdict(verdicts.judge(listing.paper)), ensure_ascii=False)

    return judge


def _judges() -> dict[str, Callable[..., object]]:
    from ssl_watch import code_links, domains, relevance, summaries, venues, verdicts

    return {
        "relevance": relevance.judge,
        "domains": domains.file,
        "code_links": code_links.find,
        "venues": venues.find,
        "summaries": summaries.summarise,
        "verdict": verdicts.judge,
    }


def main() -> None:
    """Measure one method in this process and print seconds and kilobytes."""
    folder, name = sys.argv[1:]
    method = _method(name)
    seconds = 0.0
    for number, row in enumerate(islice(stream(Path(folder) / "corpus.jsonl.gz"), _PAPERS + 1)):
        begun = time.process_time()
        method(row)
        if number:  # the first one loads the weights
            seconds += time.process_time() - begun
    print(json.dumps({"seconds": seconds, "memory": _peak()}))


def _peak() -> float:
    """The most memory that this process held, in kB (Linux); getrusage would count its parent's too."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return float(status.partition("VmHWM:")[2].split()[0])


if __name__ == "__main__":
    main()
