"""What `ssl-watch doctor` finds: settings, database, disk, clock, arXiv and Telegram, each with its mend.

Every look stands alone: whatever one meets, the next is still taken. `installation` looks at this machine, `outside`
asks arXiv and Telegram, one request each. Nothing is changed.
"""

from collections.abc import Iterator
from datetime import datetime

from ssl_watch.arxiv.pacing import PACER, Pacer
from ssl_watch.diagnosing.findings import Finding, Health, fail
from ssl_watch.diagnosing.installation import look_at_database, look_at_settings, silence
from ssl_watch.diagnosing.outside import PATIENCE, look_outside
from ssl_watch.errors import SettingsError
from ssl_watch.settings import read_settings

__all__ = ["Finding", "Health", "diagnose"]


def diagnose(*, now: datetime, patience: float = PATIENCE, pacer: Pacer = PACER) -> Iterator[Finding]:
    """Look at everything, one thing after the other; without readable settings there is nothing more to see.

    `patience`: seconds to wait for arXiv, and for Telegram; `pacer` keeps the distance to other questions to arXiv.
    """
    try:
        settings = read_settings()
    except SettingsError as error:
        yield fail("settings", str(error), "correct the variable in .env or the environment; .env.example explains it")
        return
    yield look_at_settings(settings)
    yield from look_at_database(settings, now=now)
    yield from look_outside(settings, now=now, silence=silence(settings, now=now), patience=patience, pacer=pacer)
