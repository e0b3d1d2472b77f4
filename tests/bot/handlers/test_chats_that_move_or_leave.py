from sandbox.telegram.chats import Chat as Room
from ssl_watch import subscribing
from ssl_watch.subscriptions import Chat, State, Subscriber
from tests.bot.handlers.scene import Scene, labels, only


def subscriber_of(scene: Scene, room: Room) -> Subscriber | None:
    """The subscriber as it is held."""
    return subscribing.find(scene.store, Chat(chat_id=room.chat_id))


async def test_a_group_that_becomes_a_supergroup_keeps_its_subscription(scene: Scene) -> None:
    lab, boss, _ = scene.group(kind="group")
    await scene.say(lab, "/start d-speech", by=boss)
    new = scene.world.migrate(lab.chat_id)
    assert await scene.settle(new, since=scene.world.changes) == []
    held = subscriber_of(scene, new)
    assert held is not None
    assert held.subscription.domains == {"speech"}
    assert subscriber_of(scene, lab) is None


async def test_a_group_that_migrates_while_it_is_answered_is_followed(scene: Scene) -> None:
    lab, boss, _ = scene.group(kind="group")
    await scene.say(lab, "/start", by=boss)
    scene.world.say(lab.chat_id, "/settings", by=boss)
    new = scene.world.migrate(lab.chat_id)
    await scene.settle(new, since=0)
    assert subscriber_of(scene, new) is not None


async def test_removed_from_a_group_the_bot_keeps_its_settings_and_says_nothing_until_start(scene: Scene) -> None:
    lab, boss, _ = scene.group()
    await scene.say(lab, "/start d-speech", by=boss)
    before = scene.world.changes
    scene.world.change_standing(lab.chat_id, "kicked", by=boss)
    await scene.settle(lab, since=0)
    gone = subscriber_of(scene, lab)
    assert gone is not None
    assert gone.state is State.GONE
    scene.world.change_standing(lab.chat_id, "member", by=boss)
    assert await scene.settle(lab, since=before) == []
    still = subscriber_of(scene, lab)
    assert still is not None
    assert still.state is State.GONE
    assert "Domains: Speech" in only(await scene.say(lab, "/start", by=boss)).content.text


async def test_a_reader_who_blocks_and_unblocks_is_active_again_without_a_word(scene: Scene) -> None:
    ada = scene.reader()
    await scene.say(ada, "/start")
    before = scene.world.changes
    scene.world.block(ada.chat_id)
    await scene.settle(ada, since=0)
    gone = subscriber_of(scene, ada)
    assert gone is not None
    assert (gone.state, gone.next_digest_at) == (State.GONE, None)
    scene.pass_time(days=2)
    scene.world.unblock(ada.chat_id)
    assert await scene.settle(ada, since=before) == []
    back = subscriber_of(scene, ada)
    assert back is not None
    assert (back.state, back.next_digest_at is not None) == (State.ACTIVE, True)


async def test_an_administrator_who_is_gone_from_the_settings_keyboard_sees_the_resume_button(scene: Scene) -> None:
    lab, boss, _ = scene.group()
    await scene.say(lab, "/start", by=boss)
    subscribing.mark_gone(scene.store, lab.chat_id)
    menu = only(await scene.say(lab, "/settings", by=boss))
    assert "could not be reached" in menu.content.text
    assert "Resume" in labels(menu)
