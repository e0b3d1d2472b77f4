from sandbox.arxiv import Record
from tests.end_to_end.stage import Stage, face


def _ids(papers: tuple[Record, ...]) -> list[str]:
    return [paper.arxiv_id for paper in papers]


def test_a_researcher_subscribes_and_gets_what_arxiv_announces(stage: Stage) -> None:
    ada = stage.telegram.add_private("Ada")
    with stage.bot() as bot:
        stage.polled(bot)  # the archive's first filling: nobody is owed that
        welcome = stage.say(ada, "/start", "Next digest")
        for group, wanted in (("Speech & audio", "All of Speech & audio"), ("Graphs", "Recommendation")):
            stage.press(ada, welcome, group, wanted)
            stage.press(ada, welcome, wanted, f"✓ {wanted}")
            stage.press(ada, welcome, "‹ All groups", "All of SSL")
        stage.arxiv.announce(_ids(stage.plan.first))
        stage.polled(bot)
        digest = stage.say(ada, "/digest", "new papers")
        first = face(digest)
        both = first + face(stage.press(ada, digest, "›", "page 2 of"))
        for arxiv_id in (
            "2312.09040",
            "2307.02244",
            "2406.02572",
            "2512.17209",
            "2409.15283",
            "2510.26407",
        ):
            assert f"https://arxiv.org/abs/{arxiv_id}" in both
        assert "https://arxiv.org/abs/2512.07666" not in both  # on code: not hers
        assert "https://arxiv.org/abs/2507.03415" not in both  # on paraphrases: not hers either
        assert "https://github.com/sungnyun/ARMHuBERT" in both
        assert "9 papers announced" in both
        assert "1 of them late" in both


def test_the_archive_answers_and_keeps(stage: Stage) -> None:
    ada = stage.telegram.add_private("Ada")
    with stage.bot() as bot:
        stage.polled(bot)
        stage.say(ada, "/start", "Next digest")
        found = stage.say(ada, "/search contrastive graph", "THESAURUS")
        card = stage.press(ada, found, "1", "Save")
        stage.press(ada, card, "☆ Save", "★ Saved")
        assert "THESAURUS" in face(stage.say(ada, "/saved", "Saved papers"))
        assert "https://arxiv.org/abs/2109.10135" in face(
            stage.say(ada, "/paper arxiv.org/pdf/2109.10135v2.pdf", "Fruit")
        )
        assert stage.say(ada, "/latest remote sensing", "Remote").content.text
        assert stage.say(ada, "/search zzzz", "No paper")
        assert stage.say(ada, "/paper nonsense", "2301.08243")


def test_what_was_sent_is_not_sent_again_after_a_restart(stage: Stage) -> None:
    ada = stage.telegram.add_private("Ada")
    with stage.bot() as bot:
        stage.polled(bot)
        stage.say(ada, "/start", "Next digest")
        stage.arxiv.announce(_ids(stage.plan.first))
        stage.polled(bot)
        stage.say(ada, "/digest", "new papers")
        assert bot.stop() == 0
    with stage.bot() as bot:
        stage.polled(bot)
        assert "Nothing new" in stage.say(ada, "/digest", "Nothing new").content.text
    repeats = [each for each in stage.telegram.from_bot(ada.chat_id) if "new papers" in each.content.text]
    assert len(repeats) == 1
