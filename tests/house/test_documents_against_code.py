"""What the documents promise, the code has; what the code has, the documents tell."""

import re
import shutil
from pathlib import Path

import pytest

from bot import commands
from bot.messages.sentences import privacy
from ssl_watch.changes import TOLD_FOR
from ssl_watch.cli import app
from ssl_watch.digests import KEPT_FOR
from ssl_watch.domains import DOMAINS
from ssl_watch.settings import Settings

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def _documented_settings() -> list[str]:
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    return [line.split("=")[0] for line in lines if re.match(r"[A-Z_]+=", line)]


def test_every_setting_stands_in_the_example_and_no_other() -> None:
    settings = {f"SSL_WATCH_{name.upper()}" for name in Settings.model_fields}
    assert settings == set(_documented_settings())


def test_every_setting_of_the_example_has_a_comment_line() -> None:
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    for before, line in zip(["", *lines], lines, strict=False):
        assert not re.match(r"[A-Z_]+=", line) or before.startswith("# "), line


def test_the_example_is_the_default_configuration(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in _documented_settings():
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    defaults = Settings()
    shutil.copy(ROOT / ".env.example", tmp_path / ".env")
    assert Settings() == defaults


def test_every_setting_stands_in_the_operators_guide() -> None:
    guide = (ROOT / "docs/operating.md").read_text(encoding="utf-8")
    assert [name for name in _documented_settings() if name not in guide] == []


def test_the_operators_guide_tells_how_long_digests_are_kept() -> None:
    assert f"for {KEPT_FOR.days} days" in (ROOT / "docs/operating.md").read_text(encoding="utf-8")


def test_operators_and_readers_are_told_how_long_sent_papers_are_remembered() -> None:
    assert f"for {TOLD_FOR.days} days" in (ROOT / "docs/operating.md").read_text(encoding="utf-8")
    assert f"for {TOLD_FOR.days} days" in privacy("")


def test_the_readme_holds_the_bots_table_of_commands() -> None:
    assert commands.commands_table() in README


def test_the_readme_names_every_command_of_the_command_line() -> None:
    names = [command.name or "" for command in app.registered_commands]
    for group in app.registered_groups:
        further = group.typer_instance.registered_commands if group.typer_instance else []
        names += [f"{group.name} {command.name}" for command in further]
    assert [name for name in names if f"`ssl-watch {name}" not in README] == []


def test_the_readme_names_every_make_target_of_the_contract() -> None:
    for target in ("demo", "run", "test", "check", "bench"):
        assert f"make {target}" in README
        assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


def test_every_domain_is_defined_in_the_documents() -> None:
    page = (ROOT / "docs/domains.md").read_text(encoding="utf-8")
    assert [d.name for d in DOMAINS if f"| {d.title} | {d.definition} |" not in page] == []


def test_arxivs_two_sentences_stand_in_the_readme() -> None:
    assert "Thank you to arXiv for use of its open access interoperability." in README
    assert "This product was not reviewed or approved by" in README


@pytest.mark.parametrize("path", sorted(ROOT.glob("*.md")) + sorted(ROOT.glob("docs/*.md")), ids=lambda p: p.name)
def test_every_link_to_a_file_leads_to_one(path: Path) -> None:
    links = re.findall(r"\]\((?!https?://|#|mailto:)([^)#\s]+)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []
