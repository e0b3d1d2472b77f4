"""The composition root: everything the bot consists of is wired together here, started, and ended in order.

building   settings and store -> the parts, wired
running    the parts from the first getUpdates to SIGTERM, within ten seconds
"""

from bot.app.running import run

__all__ = ["run"]
