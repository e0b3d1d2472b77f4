import random
from datetime import UTC, datetime

from sandbox.ordeal import Ordeal
from tests.end_to_end.stage import Stage


def test_sixty_readers_and_six_kills(stage: Stage) -> None:
    stage.telegram.latency = 0.03  # so that some messages are in flight at any moment
    chance = random.Random(20_261_123)
    stage.arxiv.stop_clock(datetime(1991, 8, 1, tzinfo=UTC))  # its own news would make digests of several pages
    ordeal = Ordeal(world=stage.telegram, settings=stage.settings, folder=stage.folder, chance=chance)
    ordeal.prepare(readers=60, now=datetime.now(UTC))
    report = ordeal.run(kills=6)
    assert report.lost == ()
    assert report.silent == ()
    assert report.noted <= 8 * report.kills
    assert (report.kills, report.exit_status) == (6, 0)
