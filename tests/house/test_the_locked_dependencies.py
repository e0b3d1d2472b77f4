"""`constraints.txt` pins everything with hashes and names no place to get it from."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / "constraints.txt").read_text(encoding="utf-8")


def test_every_requirement_is_pinned_with_a_hash() -> None:
    requirements = re.split(r"\n(?=\S)", LOCK.strip())
    assert all("==" in requirement and "--hash=sha256:" in requirement for requirement in requirements)


def test_no_address_is_named() -> None:
    assert "://" not in LOCK
    assert "index" not in LOCK


def test_every_direct_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [item for items in project["optional-dependencies"].values() for item in items]
    names = [re.match(r"[\w.-]+", item) for item in project["dependencies"] + extras]
    locked = set(re.findall(r"^([\w.-]+)(?:\[[\w,]+\])?==", LOCK, re.MULTILINE))
    assert {name[0] for name in names if name} - locked - {"ssl-watch"} == set()
