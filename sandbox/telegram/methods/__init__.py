"""The Bot API's methods, by their names in lower case; what is not here is unknown, as an unknown method is.

One file per group of methods; each holds a table of its own.
"""

from collections.abc import Callable

from sandbox.telegram.calls import Call
from sandbox.telegram.methods import about, chats, documents, inline, messages, photos, presses
from sandbox.telegram.state import State

Method = Callable[[State, Call], object]

METHODS: dict[str, Method] = {
    name.lower(): method
    for table in (
        *(messages.TABLE, documents.TABLE, photos.TABLE),
        *(presses.TABLE, inline.TABLE, chats.TABLE, about.TABLE),
    )
    for name, method in table.items()
}
