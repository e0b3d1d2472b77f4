"""The chat page at `/`, and the stream of changes that it draws.

The page is static; it asks `/sandbox/changes` for what changed after the last answer, and waits there for more.
"""

import re
from collections.abc import Awaitable, Callable
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from sandbox.telegram import shapes
from sandbox.telegram.chats import Chat, Message
from sandbox.telegram.world import World

_FOLDER = Path(__file__).parent.parent / "page"
_FILES = {"": "index.html", "chat.css": "chat.css", "chat.js": "chat.js", "render.js": "render.js"}
_LONGEST_WAIT = 25.0
# Nothing from outside, no script that is not ours: what a message says can't run.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'"
)


class Page:
    """Serves the page and its data."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.routes = [Route(f"/{path}", _file(name)) for path, name in _FILES.items()]
        self.routes += [
            Route("/sandbox/changes", self._changes),
            Route("/sandbox/files/{file_id}", self._download),
        ]

    async def _changes(self, request: Request) -> Response:
        since, wait = int(request.query_params.get("since", 0)), float(request.query_params.get("wait", 0))
        # After a restart the counter begins anew: a page that knows more than there is starts over.
        since = since if since <= self._world.changes else 0
        await self._world.bell.heard(
            lambda: self._world.changes > since or self._world.closed, within=min(wait, _LONGEST_WAIT)
        )
        with self._world.bell:
            return JSONResponse(self._since(since))

    def _since(self, since: int) -> dict[str, object]:
        world = self._world
        messages = [each for chat in world.chats.values() for each in chat.messages.values() if each.changed > since]
        answers = [query for query in world.queries.values() if query.changed > since]
        return {
            "changes": world.changes,
            "fresh": since == 0,
            "bot": shapes.person(world.bot),
            "commands": world.commands.get("all_private_chats") or world.commands.get("default", []),
            "chats": [self._chat(chat) for chat in world.chats.values()],
            "messages": [self._message(each) for each in messages],
            "answers": [
                {"chat": each.chat_id, "message": each.message_id, "text": each.text, "alert": each.alert}
                for each in answers
            ],
        }

    def _chat(self, chat: Chat) -> dict[str, object]:
        members = {user: shapes.person(self._world.people[user]) for user in chat.members}
        return shapes.chat(chat) | {
            "bot_status": chat.bot_status,
            "members": list(members.values()),
            "topics": [{"id": each.thread_id, "name": each.name} for each in chat.topics.values()],
            "migrated_to": chat.migrated_to,
            "typing": self._world.actions.get(chat.chat_id, 0) > self._world.clock(),
        }

    def _message(self, message: Message) -> dict[str, object]:
        if message.deleted:
            return {"chat": message.chat_id, "id": message.message_id, "deleted": True}
        other = {"markup": message.markup} if message.markup and "inline_keyboard" not in message.markup else {}
        return other | {
            "chat": message.chat_id,
            "id": message.message_id,
            "changed": message.changed,
            "mine": message.sender is not self._world.bot,
            "shape": self._world.shape(message),
        }

    async def _download(self, request: Request) -> Response:
        file_id = request.path_params["file_id"]
        if photo := self._world.photos.get(file_id):
            return Response(photo.content, media_type=photo.mime_type, headers={"X-Content-Type-Options": "nosniff"})
        document = self._world.documents.get(file_id)
        if document is None:
            return Response("no such file", status_code=404)
        name = re.sub(r"[^\w.-]", "_", document.name) or "document"
        headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
        return Response(document.content, media_type="application/octet-stream", headers=headers)


def _file(name: str) -> Callable[[Request], Awaitable[Response]]:
    async def answer(_: Request) -> Response:
        headers = {"Content-Security-Policy": _POLICY, "Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
        return FileResponse(_FOLDER / name, headers=headers)

    return answer
