"""A stand-in for Telegram: a strict Bot API over HTTP, people who use it, faults on command, and a chat page.

`api` is the bot's door, `stage` the director's, `page` the browser's; all three share one `World`.
"""

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from sandbox.telegram.api import BotApi
from sandbox.telegram.faults import Fault, Trouble
from sandbox.telegram.inline import NothingOffered
from sandbox.telegram.journal import Arrival, judge
from sandbox.telegram.page import Page
from sandbox.telegram.rates import NO_LIMITS, Limits
from sandbox.telegram.stage import Stage
from sandbox.telegram.state import TOKEN
from sandbox.telegram.watching import NothingCame, buttons
from sandbox.telegram.world import NoSuchButton, World

__all__ = [
    "NO_LIMITS",
    "TOKEN",
    "Arrival",
    "Fault",
    "Limits",
    "NoSuchButton",
    "NothingCame",
    "NothingOffered",
    "Trouble",
    "World",
    "build",
    "buttons",
    "judge",
]


def build(world: World) -> Starlette:
    """The whole stand-in as one app; serve it with `sandbox.serving`."""
    routes = [*BotApi(world).routes, *Stage(world).routes, *Page(world).routes]
    # A page elsewhere that makes its own name mean loopback gets no further than this.
    hosts = Middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost"])
    return Starlette(routes=routes, middleware=[hosts])
