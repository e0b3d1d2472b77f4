"""What is installed is pinned with hashes, and no place to get it from is named: for running, and for training."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
EXTRAS = {"constraints.txt": ["llm", "sandbox", "dev"], "constraints-training.txt": ["training"]}


@pytest.fixture(params=EXTRAS, ids=str)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def lock(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_every_requirement_is_pinned_with_a_hash(lock: str) -> None:
    requirements = re.split(r"\n(?=\S)", lock.strip())
    assert all("==" in requirement and "--hash=sha256:" in requirement for requirement in requirements)


def test_no_address_is_named(lock: str) -> None:
    assert "://" not in lock
    assert "index" not in lock


def test_every_direct_dependency_is_locked(name: str, lock: str) -> None:
    project = _project()
    extras = [item for extra in EXTRAS[name] for item in project["optional-dependencies"][extra]]
    names = [re.match(r"[\w.-]+", item) for item in project["dependencies"] + extras]
    locked = set(re.findall(r"^([\w.-]+)(?:\[[\w,]+\])?==", lock, re.MULTILINE))
    assert {found[0] for found in names if found} - locked - {"ssl-watch"} == set()


def test_every_extra_is_locked_somewhere() -> None:
    assert set(_project()["optional-dependencies"]) == {extra for extras in EXTRAS.values() for extra in extras}


def test_the_libraries_that_only_training_needs_are_not_installed_where_the_watch_runs() -> None:
    running = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    assert not re.search(r"^(?:scipy|scikit-learn)==", running, re.MULTILINE)


def _project() -> dict[str, Any]:
    return dict(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"])
