"""Tables of weights: what `tools.tables` writes is what `ssl_watch.weights` reads."""

import sys
from pathlib import Path

import pytest

from ssl_watch import weights
from tools import tables


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    name = f"shelf_{tmp_path.name.replace('-', '_')}"
    (tmp_path / name).mkdir()
    (tmp_path / name / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, name, raising=False)
    return name


def test_a_table_is_read_as_it_was_written(package: str, tmp_path: Path) -> None:
    rows = {"masked autoencoder": [1.23456, -0.00001], "naïve": [0, 2.5], "none": []}
    tables.write(tmp_path / package / "some.tsv.gz", ["title", "abstract"], rows)
    table = weights.read(package, "some.tsv.gz")
    assert table.columns == ("title", "abstract")
    assert table.rows == {"masked autoencoder": (1.235, 0.0), "naïve": (0.0, 2.5), "none": ()}


@pytest.mark.parametrize("feature", ["two\twords", "two\nlines", "\r"], ids=ascii)
def test_a_feature_that_would_not_be_read_back_is_refused(feature: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="read back"):
        tables.write(tmp_path / "odd.tsv.gz", ["w"], {feature: [1.0]})


def test_a_table_of_one_column_is_read_as_numbers(package: str, tmp_path: Path) -> None:
    tables.write(
        tmp_path / package / "one.tsv.gz", ["weight"], {"naïve bayes": [-0.5], "b": [100], "a": [0.1249]}, digits=2
    )
    assert weights.read_column(package, "one.tsv.gz") == {"a": 0.12, "b": 100.0, "naïve bayes": -0.5}


def test_the_same_numbers_make_the_same_bytes_in_any_order(tmp_path: Path) -> None:
    tables.write(tmp_path / "first.gz", ["w"], {"b": [1.0], "a": [-2.0]})
    tables.write(tmp_path / "second.gz", ["w"], {"a": [-2.0], "b": [1.0]})
    assert (tmp_path / "first.gz").read_bytes() == (tmp_path / "second.gz").read_bytes()


def test_a_table_is_read_once(package: str, tmp_path: Path) -> None:
    tables.write(tmp_path / package / "once.tsv.gz", ["w"], {"a": [1.0]})
    first = weights.read(package, "once.tsv.gz")
    (tmp_path / package / "once.tsv.gz").unlink()
    assert weights.read(package, "once.tsv.gz") is first
