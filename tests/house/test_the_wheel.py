"""The one wheel that is released holds the bot, the watch and the migrations, and nothing of the sandbox."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_bot_watch_and_migrations(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert "bot/__main__.py" in names
    assert "ssl_watch/cli/__init__.py" in names or "ssl_watch/cli.py" in names
    assert "ssl_watch/store/alembic/env.py" in names
    assert [name for name in names if name.startswith(("sandbox", "tests", "benchmarks"))] == []


def test_an_unpacked_wheel_migrates_a_new_database(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    script = "import ssl_watch.store as it, sys; print(it.__file__); it.open_store(sys.argv[1]).close()"
    done = subprocess.run(
        [sys.executable, "-c", script, f"sqlite:///{tmp_path}/new.db"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path / "site")},
        check=True,
        capture_output=True,
        text=True,
    )
    assert str(tmp_path) in done.stdout
    assert (tmp_path / "new.db").stat().st_size > 0
