"""When a message may go: Telegram's limits kept by waiting, answers to people before digests.

Own, because the library's AIORateLimiter lets 60 messages into one second and makes an answer wait behind 900 digests
(PTB #3772, #5338). `turns.Pacer` grants turns by what `limits.ChatLimits` allows; `limiter.PacedLimiter` puts the
library's own calls, the answers, under it. Digests take their turn in `bot.rounds` and say so with `ALREADY_PACED`.

Limits, from core.telegram.org/bots/faq: about 30 messages a second over all, one a second to a chat with short bursts
tolerated, 20 a minute to a group. Time is the event loop's.
"""

from bot.pacing.limiter import ALREADY_PACED, PacedLimiter, seconds
from bot.pacing.limits import ChatLimits, Lane
from bot.pacing.turns import MustWait, Pacer

__all__ = ["ALREADY_PACED", "ChatLimits", "Lane", "MustWait", "PacedLimiter", "Pacer", "seconds"]
