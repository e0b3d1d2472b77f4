"""What the bot says about itself: who it is, its commands, its name and descriptions, its webhook."""

import re
from collections.abc import Callable

from sandbox.telegram import shapes
from sandbox.telegram.calls import Call
from sandbox.telegram.refusals import bad_request
from sandbox.telegram.state import State
from sandbox.telegram.webhook import read_target

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_MOST_COMMANDS = 100
_LONGEST_DESCRIPTION = 256
_TEXTS = {"Name": ("name", 64), "Description": ("description", 512), "ShortDescription": ("short_description", 120)}


def get_me(state: State, _: Call) -> object:
    """getMe."""
    powers = ("can_connect_to_business", "has_main_web_app", "can_read_all_group_messages")
    has = {"can_join_groups": True, "supports_inline_queries": state.inline.enabled}
    return shapes.person(state.bot) | has | dict.fromkeys(powers, False)


def set_my_commands(state: State, call: Call) -> object:
    """setMyCommands, per scope and language."""
    commands = call.json("commands")
    if not isinstance(commands, list) or len(commands) > _MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH" if isinstance(commands, list) else "can't parse list of commands")
    state.commands[_scope(call)] = [_command(command) for command in commands]
    state.touch()
    return True


def get_my_commands(state: State, call: Call) -> object:
    """getMyCommands."""
    return state.commands.get(_scope(call), [])


def delete_my_commands(state: State, call: Call) -> object:
    """deleteMyCommands."""
    state.commands.pop(_scope(call), None)
    state.touch()
    return True


def _scope(call: Call) -> str:
    scope = call.object("scope") or {"type": "default"}
    place = ":".join(str(scope[name]) for name in ("type", "chat_id", "user_id") if name in scope)
    return f"{place} {call.text('language_code') or ''}".strip()


def _command(given: object) -> dict[str, str]:
    if not isinstance(given, dict) or not _COMMAND.fullmatch(str(given.get("command", "")).removeprefix("/")):
        raise bad_request("BOT_COMMAND_INVALID")
    description = str(given.get("description", ""))
    if not 1 <= len(description) <= _LONGEST_DESCRIPTION:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": str(given["command"]).removeprefix("/"), "description": description}


def _setter(name: str, longest: int) -> Callable[[State, Call], object]:
    def set_text(state: State, call: Call) -> object:
        text = call.text(name) or ""
        if len(text) > longest:
            raise bad_request(f"BOT_{name.upper()}_TOO_LONG")
        state.names[f"{name} {call.text('language_code') or ''}"] = text
        state.touch()
        return True

    return set_text


def _getter(name: str) -> Callable[[State, Call], object]:
    def get_text(state: State, call: Call) -> object:
        default = state.bot.first_name if name == "name" else ""
        return {name: state.names.get(f"{name} {call.text('language_code') or ''}", default)}

    return get_text


def delete_webhook(state: State, call: Call) -> object:
    """deleteWebhook."""
    if call.flag("drop_pending_updates"):
        state.updates.waiting.clear()
    state.push_to(None)
    return True


def set_webhook(state: State, call: Call) -> object:
    """setWebhook; without an address it is deleteWebhook."""
    url = call.text("url")
    if not url:
        return delete_webhook(state, call)
    target = read_target(url, call.text("secret_token"))
    allowed = call.json("allowed_updates")
    if "allowed_updates" in call.values:
        state.updates.allow(map(str, allowed) if isinstance(allowed, list) else [])
    if call.flag("drop_pending_updates"):
        state.updates.waiting.clear()
    state.push_to(target)
    return True


def get_webhook_info(state: State, _: Call) -> object:
    """getWebhookInfo."""
    url = state.webhook.target.url if state.webhook else ""
    shape = {"url": url, "has_custom_certificate": False, "pending_update_count": len(state.updates.waiting)}
    error = state.webhook.last_error if state.webhook else None
    return shape | ({"last_error_message": error, "last_error_date": int(state.clock())} if error else {})


TABLE: dict[str, Callable[[State, Call], object]] = {
    "getMe": get_me,
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
    **{f"setMy{kind}": _setter(name, longest) for kind, (name, longest) in _TEXTS.items()},
    **{f"getMy{kind}": _getter(name) for kind, (name, _) in _TEXTS.items()},
}
