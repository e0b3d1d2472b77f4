import json

import pytest

from sandbox.telegram import buttons
from sandbox.telegram.chats import Chat as Room
from ssl_watch import composing, following, subscribing
from ssl_watch.subscriptions import MOST_SEARCHES, Chat, Subscription
from tests.bot.handlers.scene import Scene, labels, only, text_of
from tests.ssl_watch.store.making import a_paper, judged

FOLLOW, FOLLOWED = "☆ Follow this search", "★ Followed"
NOT_YOURS = "Only administrators"


def held(scene: Scene, room: Room, thread_id: int | None = None) -> list[str]:
    """The searches that the chat follows."""
    kept = following.of_chat(scene.store, Chat(chat_id=room.chat_id, thread_id=thread_id))
    return [each.text for each in kept.searches] if kept else []


def subscription(scene: Scene, room: Room) -> Subscription:
    found = subscribing.find(scene.store, Chat(chat_id=room.chat_id))
    assert found is not None
    return found.subscription


async def a_reader(scene: Scene, *searches: str, start: str = "/start d-speech") -> Room:
    """Somebody who is subscribed and follows some searches."""
    ada = scene.reader()
    await scene.say(ada, start)
    for words in searches:
        found = only(await scene.say(ada, f"/search {words}"))
        await scene.press(found, FOLLOW)
    return ada


async def test_a_search_is_followed_and_left_by_the_same_button_under_its_answer(scene: Scene) -> None:
    scene.record_many(6)
    ada = await a_reader(scene)
    found = only(await scene.say(ada, "/search unlabelled -image"))
    query, _ = await scene.press(found, FOLLOW)
    assert (query.text, query.alert) == ("Followed: new papers that match join your digest.", False)
    assert held(scene, ada) == ["unlabelled -image"]
    assert FOLLOWED in labels(found)
    assert "›" in labels(found)
    await scene.press(found, "›")
    assert FOLLOWED in labels(found)
    query, _ = await scene.press(found, FOLLOWED)
    assert query.text == "Not followed any more."
    assert held(scene, ada) == []
    assert FOLLOW in labels(found)


async def test_an_answer_shows_that_its_search_is_followed_also_where_it_is_narrowed_to_it(scene: Scene) -> None:
    scene.record_many(1)
    ada = await a_reader(scene, "unlabelled has:code")
    found = only(await scene.say(ada, "/search unlabelled"))
    assert FOLLOW in labels(found)
    await scene.press(found, "Has code")
    assert FOLLOWED in labels(found)


async def test_a_search_that_finds_nothing_yet_can_be_followed(scene: Scene) -> None:
    ada = await a_reader(scene, "phlogiston")
    assert held(scene, ada) == ["phlogiston"]


async def test_what_it_brings_stands_in_the_digest_with_the_reason(scene: Scene) -> None:
    ada = await a_reader(scene, "unlabelled -image", "Learning <&> @unlabelled")
    scene.record(judged(a_paper(1), domains=("graph",)), judged(a_paper(2, title="Sounds"), domains=("speech",)))
    digest = composing.compose_now(scene.store, Chat(chat_id=ada.chat_id), now=scene.clock.now)
    menu = only(await scene.say(ada, "/settings"))
    await scene.press(menu, f"digest:{digest.digest_id}:0", forged=True)
    text = menu.content.text.replace("\u2060", "")
    assert "2 new papers" in text
    assert text.count("your search") == 1
    assert "your searches: unlabelled -image; Learning <&> @unlabelled" in text


@pytest.mark.parametrize(
    ("words", "said", "kept"),
    [
        ("masked new:7d", "“new:” is left out", ["masked"]),
        ("new:7d", "“new:” says nothing", []),
        ("masked year:2025", "no new paper could match", []),
        ("masked year:2026", "Nothing can match after 31 Dec 2026", ["masked year:2026"]),
        ("new:7d " + " ".join("α" * number for number in range(1, 12)), "longer than what is read", []),
    ],
)
async def test_what_is_to_know_about_a_search_is_said_when_it_is_followed(
    scene: Scene, words: str, said: str, kept: list[str]
) -> None:
    ada = await a_reader(scene)
    found = only(await scene.say(ada, f"/search {words}"))
    query, _ = await scene.press(found, FOLLOW)
    assert said in query.text
    assert query.alert
    assert held(scene, ada) == kept
    assert (FOLLOWED in labels(found)) is bool(kept)


async def test_who_gets_all_of_ssl_is_told_so_and_who_has_paused_is_told_that(scene: Scene) -> None:
    ada = await a_reader(scene, start="/start")
    found = only(await scene.say(ada, "/search masked"))
    query, _ = await scene.press(found, FOLLOW)
    assert "You get all of SSL besides" in query.text
    await scene.say(ada, "/pause")
    query, _ = await scene.press(only(await scene.say(ada, "/search graphs year:2026 new:7d")), FOLLOW)
    assert query.text.endswith("Digests are paused: /resume.")
    assert len(query.text) <= 200


async def test_a_chat_that_is_not_subscribed_is_told_how_to_begin(scene: Scene) -> None:
    found = only(await scene.say(scene.reader(), "/search masked"))
    for data in ("follow:1", "follow:0", "searches", "unfollow:1", "only:1"):
        query, written = await scene.press(found, data, forged=True)
        assert "To begin: /start" in query.text
        assert (query.alert, written) == (True, [])


async def test_no_more_than_so_many_are_followed(scene: Scene) -> None:
    ada = await a_reader(scene, *(f"word{number}" for number in range(MOST_SEARCHES)))
    found = only(await scene.say(ada, "/search another"))
    query, _ = await scene.press(found, FOLLOW)
    assert "Drop one first" in query.text
    assert FOLLOW in labels(found)
    assert len(held(scene, ada)) == MOST_SEARCHES


async def test_the_same_search_twice_is_followed_once(scene: Scene) -> None:
    ada = await a_reader(scene)
    first = only(await scene.say(ada, "/search Masked video"))
    second = only(await scene.say(ada, "/search masked VIDEO"))
    await scene.press(first, FOLLOW)
    query, _ = await scene.press(second, FOLLOW)
    assert query.text.startswith("Followed")
    assert held(scene, ada) == ["Masked video"]


async def test_settings_list_what_is_followed_with_a_button_to_drop_each(scene: Scene) -> None:
    ada = await a_reader(scene, "masked video -image has:code", 'author:"yann lecun"', "graphs year:2026")
    menu = only(await scene.say(ada, "/settings"))
    await scene.press(menu, "Searches")
    text = menu.content.text
    assert "1. masked video -image has:code\n" in text
    assert '2. author:"yann lecun"\n' in text
    assert "3. graphs year:2026 (until 31 Dec 2026)" in text
    assert "Beside them you get Speech." in text
    query, _ = await scene.press(menu, "Drop 2")
    assert query.text == "Not followed any more."
    assert held(scene, ada) == ["masked video -image has:code", "graphs year:2026"]
    assert "2. graphs" in menu.content.text
    await scene.press(menu, "‹ Settings")
    assert menu.content.text.startswith("Settings")


async def test_a_search_whose_dates_are_over_says_so_in_the_list(scene: Scene) -> None:
    ada = await a_reader(scene, "graphs year:2026")
    scene.pass_time(days=60)
    menu = only(await scene.say(ada, "/settings"))
    await scene.press(menu, "Searches")
    assert "1. graphs year:2026 (its dates are over)" in menu.content.text


async def test_a_drop_that_is_pressed_twice_drops_no_other(scene: Scene) -> None:
    ada = await a_reader(scene, "masked", "graphs")
    menu = only(await scene.say(ada, "/settings"))
    await scene.press(menu, "Searches")
    data = next(str(each["callback_data"]) for each in buttons(menu) if each["text"] == "Drop 1")
    for _ in range(2):
        query, _ = await scene.press(menu, data, forged=True)
        assert query.answered
        assert held(scene, ada) == ["graphs"]


async def test_nothing_but_searches_is_switched_on_and_off(scene: Scene) -> None:
    ada = await a_reader(scene, "masked")
    menu = only(await scene.say(ada, "/settings"))
    await scene.press(menu, "Searches")
    query, _ = await scene.press(menu, "Only my searches, no domain")
    assert query.text == "You get only what your searches find."
    assert "You get only what your searches find." in menu.content.text
    assert subscription(scene, ada) == Subscription(only_searches=True)
    await scene.press(menu, "‹ Settings")
    assert "Domains: none, only your searches" in menu.content.text
    await scene.press(menu, "Domains")
    assert "✓ Only my searches" in labels(menu)
    assert "✓ All of SSL" not in labels(menu)
    await scene.press(menu, "✓ Only my searches")
    query, _ = await scene.press(menu, "✓ Only my searches, no domain")
    assert "all of SSL again" in query.text
    assert subscription(scene, ada) == Subscription()


async def test_choosing_a_domain_ends_that_only_searches_are_wanted(scene: Scene) -> None:
    ada = await a_reader(scene, "masked")
    menu = only(await scene.say(ada, "/settings"))
    await scene.press(menu, "Searches")
    await scene.press(menu, "Only my searches, no domain")
    await scene.press(menu, "domain:image:0", forged=True)
    assert subscription(scene, ada) == Subscription(only_searches=True)
    assert "Chosen: Images" in text_of(await scene.say(ada, "/start d-image"))
    assert subscription(scene, ada) == Subscription(domains=frozenset({"image"}))
    assert held(scene, ada) == ["masked"]


async def test_who_drops_the_last_search_and_follows_no_domain_is_told_that_all_comes_again(scene: Scene) -> None:
    ada = await a_reader(scene, "masked")
    menu = only(await scene.say(ada, "/settings"))
    await scene.press(menu, "Searches")
    await scene.press(menu, "Only my searches, no domain")
    query, _ = await scene.press(menu, "Drop 1")
    assert "all of SSL again" in query.text
    assert subscription(scene, ada) == Subscription()
    assert "None is followed" in menu.content.text
    assert labels(menu) == ["‹ Settings"]


async def test_ten_searches_of_the_longest_kind_fit_in_the_list(scene: Scene) -> None:
    ada = await a_reader(scene, *("𝔐&" * 140 + f" {number}" for number in range(MOST_SEARCHES)))
    menu = only(await scene.say(ada, "/settings"))
    await scene.press(menu, "Searches")
    assert "10. " in menu.content.text
    assert "Drop 10" in labels(menu)
    assert all(len(str(each["callback_data"]).encode()) <= 64 for each in buttons(menu))


@pytest.mark.parametrize(
    "data", ["follow:2", "follow:", "follow:1:x", "unfollow:x", "unfollow:1234567890123", "only:2"]
)
async def test_a_made_up_press_changes_nothing(scene: Scene, data: str) -> None:
    ada = await a_reader(scene, "masked")
    found = only(await scene.say(ada, "/search masked"))
    query, written = await scene.press(found, data, forged=True)
    assert "older version" in query.text
    assert written == []
    assert held(scene, ada) == ["masked"]


@pytest.mark.parametrize("data", ["follow:1", "follow:0"])
async def test_under_a_message_without_a_query_nothing_is_followed(scene: Scene, data: str) -> None:
    ada = await a_reader(scene, "masked")
    settings = only(await scene.say(ada, "/settings"))
    query, _ = await scene.press(settings, data, forged=True)
    assert "older version" in query.text
    assert held(scene, ada) == ["masked"]


async def test_a_number_of_anothers_search_drops_nothing(scene: Scene) -> None:
    ada = await a_reader(scene, "masked")
    kept = following.of_chat(scene.store, Chat(chat_id=ada.chat_id))
    assert kept is not None
    ben = scene.reader("Ben")
    await scene.say(ben, "/start")
    menu = only(await scene.say(ben, "/settings"))
    await scene.press(menu, f"unfollow:{kept.searches[0].search_id}", forged=True)
    assert held(scene, ada) == ["masked"]


async def test_in_a_group_only_administrators_follow_and_drop(scene: Scene) -> None:
    lab, boss, member = scene.group()
    await scene.say(lab, "/start", by=boss)
    found = only(await scene.say(lab, "/search masked", by=member))
    query, _ = await scene.press(found, FOLLOW, by=member)
    assert NOT_YOURS in query.text
    assert held(scene, lab) == []
    await scene.press(found, FOLLOW, by=boss)
    assert held(scene, lab) == ["masked"]
    before, shown = subscription(scene, lab), found.content.text
    for data in ("follow:0", "unfollow:1", "only:1", "searches"):
        query, written = await scene.press(found, data, by=member, forged=True)
        assert (NOT_YOURS in query.text, written) == (True, [])
    assert (held(scene, lab), subscription(scene, lab), found.content.text) == (["masked"], before, shown)


async def test_each_topic_of_a_forum_follows_its_own_searches(scene: Scene) -> None:
    forum, boss, _ = scene.group(topics=("speech", "graphs"))
    for thread, words in ((2, "masked"), (3, "graphs")):
        await scene.say(forum, "/start", by=boss, thread=thread)
        found = only(await scene.say(forum, f"/search {words}", by=boss, thread=thread))
        await scene.press(found, FOLLOW, by=boss)
    assert (held(scene, forum, 2), held(scene, forum, 3), held(scene, forum)) == (["masked"], ["graphs"], [])
    there = only(await scene.say(forum, "/search masked", by=boss, thread=3))
    assert FOLLOW in labels(there)


async def test_what_is_followed_is_told_by_mydata_kept_by_stop_and_erased_by_forget(scene: Scene) -> None:
    ada = await a_reader(scene, "masked video")
    sent = only(await scene.say(ada, "/mydata"))
    assert sent.document is not None
    assert json.loads(sent.document.content)["followed_searches"][0]["query"] == "masked video"
    await scene.say(ada, "/stop")
    assert held(scene, ada) == ["masked video"]
    await scene.press(only(await scene.say(ada, "/forget")), "Erase everything")
    assert text_of(await scene.say(ada, "/mydata")) == "Nothing is held on this chat."


async def test_a_group_that_moves_takes_its_searches_along(scene: Scene) -> None:
    lab, boss, _ = scene.group(kind="group")
    await scene.say(lab, "/start", by=boss)
    await scene.press(only(await scene.say(lab, "/search masked", by=boss)), FOLLOW, by=boss)
    subscribing.move(scene.store, old=lab.chat_id, new=-1_009_999)
    kept = following.of_chat(scene.store, Chat(chat_id=-1_009_999))
    assert kept is not None
    assert [each.text for each in kept.searches] == ["masked"]
