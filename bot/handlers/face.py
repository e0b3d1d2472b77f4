"""What every handler is given: the watch to ask, the clock, the settings, and the two small memories of this process.

`app` makes one and lays it into `application.bot_data`; handlers find it again by `face_of`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from telegram.ext import Application, CallbackContext

from bot.asking import Asking
from bot.handlers.budget import Budget
from bot.handlers.replacing import Answered
from bot.handlers.rights import Administrators
from bot.pictures.studio import Studio
from ssl_watch.settings import Settings

_KEY = "face"

# PTB's types carry six parameters, none of which a handler here uses.
AnyApplication = Application[Any, Any, Any, Any, Any, Any]
AnyContext = CallbackContext[Any, Any, Any, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """The bot's side of the watch. `wake` tells the delivery rounds that something urgent was composed."""

    ask: Asking
    clock: Callable[[], datetime]
    settings: Settings
    wake: Callable[[], None]
    administrators: Administrators = field(default_factory=Administrators)
    searches: Budget = field(default_factory=Budget)
    files: Budget = field(default_factory=lambda: Budget(burst=6, refill=timedelta(seconds=30)))
    studio: Studio = field(default_factory=Studio)
    answered: Answered = field(default_factory=Answered)
    typing: Budget = field(default_factory=lambda: Budget(burst=40, refill=timedelta(seconds=1)))  # a query a pause


def give(application: AnyApplication, face: Face) -> None:
    """Lay the face where handlers find it."""
    application.bot_data[_KEY] = face


def face_of(context: AnyContext) -> Face:
    """The face that `give` laid down."""
    face = context.bot_data[_KEY]
    if not isinstance(face, Face):
        raise TypeError("bot_data holds no face: `app` gives one before the first update")
    return face
