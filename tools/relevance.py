"""`python -m tools.relevance FOLDER`: learn the weights of `ssl_watch.relevance` and write them into the package.

FOLDER holds `ssl_labels.dev.jsonl.gz`, which is not shipped. Needs `.venv-training` (`make train`).
"""

import sys
from pathlib import Path

import ssl_watch.relevance as judged
from ssl_watch.relevance import ngrams
from tools import relevance_labels, tables
from tools.relevance_counts import count
from tools.relevance_model import Model, fit

PACKAGE = Path(judged.__file__).parent


def main() -> None:
    """Learn from all labels of the folder."""
    if len(sys.argv) != 2:
        sys.exit("usage: python -m tools.relevance FOLDER")
    papers = [count(example) for example in relevance_labels.examples(Path(sys.argv[1]))]
    write(fit(papers), PACKAGE)
    print(f"relevance: learned from {len(papers)} papers")


def write(model: Model, folder: Path) -> None:
    """Write what the judge reads."""
    grams = {gram: (model.title.get(gram, 0.0), model.text.get(gram, 0.0)) for gram in {*model.title, *model.text}}
    tables.write(folder / ngrams.TABLE, ngrams.COLUMNS, grams, digits=2)
    traits = {name: (weight,) for name, weight in {**model.traits, judged.CONSTANT: model.constant}.items()}
    tables.write(folder / judged.TRAITS, ("weight",), traits, digits=4)


if __name__ == "__main__":
    main()
