"""The director's door: everything a test can do from outside the process."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from sandbox.telegram import World
from tests.sandbox_telegram.asking import Ask

Direct = Callable[..., Any]


@pytest.fixture
def direct(base: str) -> Direct:
    def post(action: str, **given: object) -> Any:
        return httpx.post(f"{base}/sandbox/{action}", json=given, timeout=10).raise_for_status().json()

    return post


def test_a_conversation_can_be_directed_over_http(base: str, direct: Direct, ask: Ask) -> None:
    chat = direct("chats", kind="private", title="Ada")["id"]
    direct("say", chat=chat, text="/start")
    assert ask("getUpdates")[1][-1]["message"]["text"] == "/start"
    keyboard = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}
    sent = ask("sendMessage", chat_id=chat, text="Hello", reply_markup=keyboard)[1]
    direct("press", chat=chat, message=sent["message_id"], button="Go")
    assert ask("getUpdates")[1][-1]["callback_query"]["data"] == "go"
    (seen,) = httpx.get(f"{base}/sandbox/messages", params={"chat": chat, "having": "Hell", "wait": 5}).json()
    assert (seen["text"], seen["reply_markup"]) == ("Hello", keyboard)


def test_groups_members_and_standing_can_be_directed(direct: Direct, ask: Ask, base: str) -> None:
    owner, guest = direct("people", name="Owner")["id"], direct("people", name="Guest")["id"]
    group = direct("chats", kind="supergroup", title="Lab", by=owner, topics=["Papers"])["id"]
    direct("members", chat=group, person=guest)
    direct("topics", chat=group, thread=2, closed=True)
    assert ask("sendMessage", chat_id=group, text="a", message_thread_id=2) == (400, "Bad Request: TOPIC_CLOSED")
    direct("standing", chat=group, status="kicked")
    assert ask("sendMessage", chat_id=group, text="a")[0] == 403
    (listed,) = httpx.get(f"{base}/sandbox/chats").json()
    assert [member["status"] for member in listed["members"]] == ["creator", "member"]


def test_faults_updates_and_journal_are_within_reach(direct: Direct, ask: Ask, base: str) -> None:
    chat = direct("chats", title="Ada")["id"]
    direct("say", chat=chat, text="hello")
    direct("faults", trouble="flood", method="sendMessage", seconds=7)
    assert ask("sendMessage", chat_id=chat, text="a") == (429, "Too Many Requests: retry after 7")
    direct("faults", trouble="refuse", code=400, description="Bad Request: no")
    assert httpx.delete(f"{base}/sandbox/faults").status_code == 200
    assert ask("sendMessage", chat_id=chat, text="a")[0] == 200
    direct("updates", telepathy={})
    journal = httpx.get(f"{base}/sandbox/journal", params={"method": "sendMessage"}).json()
    assert [entry["code"] for entry in journal] == [429, 200]
    assert httpx.get(f"{base}/sandbox/judge").json()["sent"] == 1


def test_what_makes_no_sense_is_refused_with_a_reason(base: str) -> None:
    for action, given in (("say", {"chat": 1, "text": "a"}), ("press", {}), ("faults", {"trouble": "none"})):
        answer = httpx.post(f"{base}/sandbox/{action}", json=given)
        assert answer.status_code == 400
        assert answer.json()["error"]


def test_the_page_gets_what_changed_and_no_more(base: str, world: World, direct: Direct, ask: Ask) -> None:
    chat = direct("chats", title="Ada")["id"]
    direct("say", chat=chat, text="hello")
    first = httpx.get(f"{base}/sandbox/changes").json()
    assert [message["shape"]["text"] for message in first["messages"]] == ["hello"]
    ask("sendMessage", chat_id=chat, text="hi", reply_markup={"force_reply": True})
    news = httpx.get(f"{base}/sandbox/changes", params={"since": first["changes"], "wait": 5}).json()
    (message,) = news["messages"]
    assert (message["mine"], message["markup"]) == (False, {"force_reply": True})
    assert httpx.get(base).headers["content-security-policy"].startswith("default-src 'none'")
    assert httpx.get(f"{base}/sandbox/files/none").status_code == 404
