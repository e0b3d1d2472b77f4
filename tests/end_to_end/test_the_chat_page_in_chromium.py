"""The chat page as a person uses it, with the real bot on the other side."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect, sync_playwright

from tests.end_to_end.stage import Stage

_WIDEST = """Math.max(document.documentElement.scrollWidth,
    ...[...document.querySelectorAll(".button, .bubble")].map((each) => each.getBoundingClientRect().right))"""


@pytest.fixture
def page() -> Iterator[Page]:
    """A page on which nothing may go wrong unseen."""
    with sync_playwright() as playwright:
        program = shutil.which("chromium") or "/usr/bin/chromium"
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-dev-shm-usage"])
        opened = browser.new_page(viewport={"width": 1180, "height": 860})
        opened.set_default_timeout(20_000)
        faults: list[str] = []
        opened.on("pageerror", lambda error: faults.append(str(error)))
        opened.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        yield opened
        browser.close()
        assert faults == []


def _begin(page: Page, stage: Stage, name: str) -> None:
    page.goto(stage.address)
    page.get_by_role("button", name="New chat").click()
    page.get_by_label("Your name").fill(name)
    page.get_by_role("button", name="Begin").click()
    expect(page.locator("#subtitle")).to_contain_text(name)


def _write(page: Page, text: str) -> None:
    page.get_by_label("Message", exact=True).fill(text)
    page.keyboard.press("Enter")


def _newest(page: Page) -> Locator:
    return page.locator(".message.theirs").last


def test_a_person_subscribes_reads_and_turns_pages(stage_on_sqlite: Stage, page: Page) -> None:
    stage = stage_on_sqlite
    with stage.bot() as bot:
        stage.polled(bot)
        _begin(page, stage, "Ada")
        page.get_by_role("button", name="START", exact=True).click()
        _pick(page, "Speech & audio", "Speech", "Audio & music")
        _pick(page, "Graphs, tables & series", "Recommendation")
        stage.arxiv.announce(paper.arxiv_id for paper in stage.plan.first)
        stage.polled(bot)
        _write(page, "/digest")
        digest = page.locator(".message.theirs", has_text="new papers")
        expect(digest.locator("a.e-text_link").first).to_have_attribute("href", re.compile("^https://arxiv.org/abs/"))
        _open_a_quotation(digest)
        expect(digest).to_have_count(1)
        digest.get_by_role("button", name="›").click()
        expect(_newest(page)).to_contain_text("page 2 of")
        expect(_newest(page)).to_contain_text("matching your settings")


def _pick(page: Page, group: str, *domains: str) -> None:
    page.get_by_role("button", name=re.compile(f"^{group}")).click()
    page.get_by_role(
        "button", name=re.compile(f"All of {group}")
    ).wait_for()  # “Speech & audio” begins as “Speech” does
    for domain in domains:
        page.get_by_role("button", name=re.compile(f"^{domain}")).click()
        page.get_by_role("button", name=re.compile(f"^✓ {domain}")).wait_for()
    page.get_by_role("button", name="‹ All groups").click()


def _open_a_quotation(digest: Locator) -> None:
    quote = digest.locator("blockquote.expandable").first
    closed = quote.bounding_box()
    quote.get_by_role("button").click()
    expect(quote).to_have_class(re.compile("open"))
    opened = quote.bounding_box()
    assert closed
    assert opened
    assert opened["height"] > closed["height"]


def test_questions_are_answered_and_files_are_downloaded(stage_on_sqlite: Stage, page: Page) -> None:
    stage = stage_on_sqlite
    with stage.bot():
        _begin(page, stage, "Ada")
        page.get_by_role("button", name="START", exact=True).click()
        page.get_by_role("button", name="Settings", exact=True).click()
        page.get_by_role("button", name="Time zone", exact=True).click()
        page.get_by_role("button", name=re.compile("^Another")).click()
        expect(page.locator("#replying")).to_be_visible()
        _write(page, "Asia/Tehran")
        expect(_newest(page)).to_contain_text("Asia/Tehran")
        _write(page, "/mydata")
        with page.expect_download() as download:
            page.locator("a.document").click()
        held = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
        assert "Asia/Tehran" in json.dumps(held)


def test_what_people_write_is_shown_and_never_run(stage_on_sqlite: Stage, page: Page) -> None:
    stage = stage_on_sqlite
    ada = stage.telegram.add_private('<img src=x onerror="alert(1)">')
    stage.telegram.say(
        ada.chat_id, "<script>alert(1)</script> **bold** javascript:alert(1) https://arxiv.org/abs/2301.08243"
    )
    page.goto(f"{stage.address}/#{ada.chat_id}")
    bubble = page.locator(".message.mine .text")
    expect(bubble).to_contain_text("<script>alert(1)</script>")
    expect(bubble.locator("a")).to_have_attribute("href", "https://arxiv.org/abs/2301.08243")
    assert page.locator("#log img, #log script, #chats img").count() == 0


def test_it_fits_a_phone(stage_on_sqlite: Stage, page: Page) -> None:
    stage = stage_on_sqlite
    ada = stage.telegram.add_private("Ada")
    page.set_viewport_size({"width": 360, "height": 740})
    with stage.bot():
        stage.say(ada, "/start", "Next digest")
        page.goto(stage.address)
        page.locator(".entry").click()
        page.locator(".keyboard .button").first.wait_for()
        assert page.evaluate(_WIDEST) <= 360
        page.get_by_role("button", name="Back to the chats").click()
        expect(page.locator(".entry")).to_be_visible()


def test_a_picture_is_shown_whole_with_its_text_below(stage_on_sqlite: Stage, page: Page) -> None:
    stage = stage_on_sqlite
    page.set_viewport_size({"width": 360, "height": 740})
    ada = stage.telegram.add_private("Ada")
    with stage.bot() as bot:
        stage.polled(bot)
        stage.say(ada, "/stats", "The archive in numbers")
        page.goto(stage.address)
        page.locator(".entry").click()
        picture = page.locator(".photo img")
        expect(picture).to_have_js_property("naturalWidth", 960)
        assert page.evaluate(_WIDEST) <= 360
        expect(_newest(page)).to_contain_text("with code")
