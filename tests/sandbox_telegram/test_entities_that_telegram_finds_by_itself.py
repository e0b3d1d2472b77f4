import pytest

from sandbox.telegram.detection import detected
from sandbox.telegram.markup import parse
from sandbox.telegram.text import Text


def found(text: str) -> list[tuple[str, str]]:
    whole = detected(Text(text=text))
    raw = whole.text.encode("utf-16-le")
    return [(each.kind, raw[2 * each.offset : 2 * each.end].decode("utf-16-le")) for each in whole.entities]


@pytest.mark.parametrize(
    ("text", "kind", "part"),
    [
        ("/start", "bot_command", "/start"),
        ("ask /search@ssl_watch_bot now", "bot_command", "/search@ssl_watch_bot"),
        ("by @admin", "mention", "@admin"),
        ("see #tag_1", "hashtag", "#tag_1"),
        ("buy $ABC", "cashtag", "$ABC"),
        ("run model.py", "url", "model.py"),
        ("at https://arxiv.org/abs/2301.08243.", "url", "https://arxiv.org/abs/2301.08243"),
        ("😀 mail me@x.org", "email", "me@x.org"),
    ],
)
def test_what_telegram_finds_by_itself_is_found(text: str, kind: str, part: str) -> None:
    assert found(text) == [(kind, part)]


@pytest.mark.parametrize(
    "text",
    [
        "and/or",
        "a@b",
        "#1",
        "v1.2",
        "e.g.this",
        "x</b>",
        "@\u2060admin",
        "model.\u2060py",
        "#\u2060tag",
        "/\u2060start",
    ],
)
def test_what_is_none_or_was_defused_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_nothing_is_sought_within_code_and_links() -> None:
    whole = detected(parse('<code>/start</code> <a href="https://x.org">@admin</a>'))
    assert [entity.kind for entity in whole.entities] == ["code", "text_link"]
