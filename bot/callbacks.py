"""What a button carries: `action:argument:…`, at most 64 bytes, read back under a strict grammar.

Pure. A button's data comes back from a client and is untrusted: whatever does not fit the table below is no press.
Every press carries the state it asks for (“on”, a page), never “the other one”: pressing twice changes nothing. What
opens choices carries the page that they lead back to.
"""

import re
from dataclasses import dataclass

LONGEST = 64  # bytes; Bot API, InlineKeyboardButton.callback_data

_ID = r"(?:\d{4}\.\d{4,5}|[a-z-]+/\d{7})"
_PAGE = r"\d{1,4}"
_DOMAIN = r"(?:\*|[a-z_]{1,12})"
_GROUP = "[a-z_]{1,12}"
_GRAMMAR: dict[str, tuple[str, ...]] = {
    "domain": (_DOMAIN, "[01]"),  # choose or leave a domain; * is all of SSL
    "group": (_GROUP, "[01]"),  # choose or leave every domain of a group
    "domains": (_GROUP,),  # open a group of domains
    "set": ("[a-z]{1,12}", r"[\w/+:.-]{0,40}"),  # a setting and its new value
    "ask": ("[a-z]{1,12}",),  # ask the chat to type a setting
    "menu": ("[a-z]{1,12}",),  # open a menu: settings, domains, time, zone, days, depth, mute
    "digest": (r"\d{1,12}", _PAGE),  # turn a digest's page
    "latest": (_DOMAIN, _PAGE),
    "week": (_DOMAIN, r"\d{4}-W\d{2}", _PAGE),  # the same, of one week
    "search": (_PAGE,),  # the words stand in the message itself
    "refine": ("domain|year|order", _PAGE),  # open the choices of a filter of the search, or of its order
    "filter": ("domain|year|code|order", "[a-z_0-9]{1,12}"),  # narrow the search, or order it
    "follow": ("[01]",),  # follow the search, or no more
    "searches": (),  # list what is followed
    "unfollow": (r"\d{1,12}",),  # follow the search of that number no more
    "only": ("[01]",),  # no domain beside the searches, or all of SSL again
    "saved": (_PAGE,),
    "files": ("found|saved", _PAGE),  # choose the format of a file
    "export": ("found|saved|all", "[a-z]{1,12}"),  # get the file
    "save": (_ID, "[01]"),
    "abstract": (_ID,),
    "similar": (_ID,),
    "similars": (_ID, _PAGE),
    "paper": (_ID,),
    "bibtex": (_ID,),
    "dispute": (_ID, "ask|not_ssl|[a-z_]{1,12}"),  # a domain under which it is wrong; in older messages “domain”
    "undispute": (_ID, "[a-z_]{1,12}"),  # take back that it is not about SSL, or not of a domain
    "disputes": (_PAGE,),
    "state": ("active|paused",),
    "forget": ("yes|no",),
    "now": (),
    "page": (),  # the page's number: a press does nothing
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """A button that was pressed."""

    action: str
    arguments: tuple[str, ...] = ()


def encode(action: str, *arguments: object) -> str:
    """Write a button's data. A programming error, not an input, can make it fail (ValueError)."""
    data = ":".join([action, *map(str, arguments)])
    if len(data.encode()) > LONGEST or decode(data) is None:
        raise ValueError(f"not a button: {data}")
    return data


def decode(data: str) -> Press | None:
    """Read a button's data back; None where it is not one of ours."""
    action, *_ = data.split(":", 1)
    patterns = _GRAMMAR.get(action)
    if patterns is None or len(data.encode()) > LONGEST:
        return None
    match = re.fullmatch(":".join([action, *(f"({pattern})" for pattern in patterns)]), data)
    return Press(action=action, arguments=match.groups()) if match else None
