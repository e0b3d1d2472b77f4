"""The door for tests and for whoever directs a scene: `/sandbox/…`, JSON in and out.

    POST /sandbox/people   {name, username?, language?}            GET  /sandbox/chats
    POST /sandbox/chats    {kind, title, by?, topics?, bot?}       GET  /sandbox/messages?chat=&since=&wait=&having=
    POST /sandbox/members  {chat, person, status?, anonymous?}     GET  /sandbox/journal?after=&method=
    POST /sandbox/say      {chat, text, by?, reply_to?, thread?}   GET  /sandbox/judge
    POST /sandbox/press    {chat, message, button, by?, forged?}   GET  /sandbox/files/{file_id}
    POST /sandbox/standing {chat, status, by?}                     GET  /sandbox/changes?since=&wait=   (the chat page)
    POST /sandbox/inline   {chat, query, offset?, by?}             POST /sandbox/choose  {query, result, thread?}
    POST /sandbox/{block,unblock,deactivate,migrate} {chat}        POST /sandbox/topics  {chat, thread, closed}
    POST /sandbox/updates  any object: an update as it is          POST /sandbox/faults  {trouble, method?, chat_id?, …}
                                                                   DELETE /sandbox/faults

`kind` private makes a person and the chat, or with `by` only the chat; people are named by their ids. `inline` waits
for what the bot offers. Only JSON is taken, so that no foreign page in the same browser can write here.
"""

from collections.abc import Awaitable, Callable
from inspect import isawaitable

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.telegram import shapes
from sandbox.telegram.chats import Chat, Person
from sandbox.telegram.faults import Fault, Trouble
from sandbox.telegram.inline import NothingOffered
from sandbox.telegram.journal import judge
from sandbox.telegram.offers import LIVES
from sandbox.telegram.watching import NothingCame
from sandbox.telegram.world import NoSuchButton, World

Given = dict[str, object]
_LONGEST_WAIT = 30.0


class Stage:
    """People's actions and the judges' questions over HTTP."""

    def __init__(self, world: World) -> None:
        self._world = world
        posts: dict[str, Callable[[Given], object]] = {
            "people": self._add_person,
            "chats": self._add_chat,
            "members": self._join,
            "say": self._say,
            "press": self._press,
            "inline": self._ask_inline,
            "choose": self._choose,
            "standing": self._change_standing,
            "block": lambda given: self._world.block(_int(given, "chat")),
            "unblock": lambda given: self._world.unblock(_int(given, "chat")),
            "deactivate": lambda given: self._world.deactivate(_int(given, "chat")),
            "migrate": lambda given: shapes.chat(self._world.migrate(_int(given, "chat"))),
            "topics": self._set_topic,
            "updates": lambda given: {"update_id": self._world.inject(given)},
            "faults": self._add_fault,
        }
        self.routes = [
            Route(f"/sandbox/{name}", _taking_json(action), methods=["POST"]) for name, action in posts.items()
        ]
        self.routes += [
            Route("/sandbox/faults", self._clear_faults, methods=["DELETE"]),
            Route("/sandbox/chats", self._list_chats),
            Route("/sandbox/messages", self._messages),
            Route("/sandbox/journal", self._journal),
            Route("/sandbox/judge", self._judge),
        ]

    def _add_person(self, given: Given) -> object:
        language = str(given.get("language", "en"))
        return shapes.person(
            self._world.add_person(str(given["name"]), username=_text(given, "username"), language=language)
        )

    def _add_chat(self, given: Given) -> object:
        kind, title = str(given.get("kind", "private")), str(given["title"])[:64].strip() or "Somebody"
        if kind == "private" and (person := self._person(given)):
            return shapes.chat(self._world.find_bot(person))
        if kind == "private":
            language = str(given.get("language", "en"))
            chat = self._world.add_private(title, username=_text(given, "username"), language=language)
            return shapes.chat(chat)
        topics = given.get("topics")
        chat = self._world.add_group(
            title,
            creator=self._person(given) or self._world.add_person("Owner"),
            kind=kind,
            topics=[str(name) for name in topics] if isinstance(topics, list) else [],
            bot_status=str(given.get("bot", "member")),
        )
        return shapes.chat(chat)

    def _join(self, given: Given) -> object:
        person = self._world.people[_int(given, "person")]
        status = str(given.get("status", "member"))
        self._world.join(_int(given, "chat"), person, status=status, anonymous=bool(given.get("anonymous")))
        return True

    def _say(self, given: Given) -> object:
        message = self._world.say(
            _int(given, "chat"),
            str(given["text"]),
            by=self._person(given),
            reply_to=_int_or_none(given, "reply_to"),
            thread=_int_or_none(given, "thread"),
        )
        return self._world.shape(message)

    def _press(self, given: Given) -> object:
        query = self._world.press(
            _int(given, "chat"),
            _int(given, "message"),
            str(given["button"]),
            by=self._person(given),
            forged=bool(given.get("forged")),
        )
        return {"query_id": query.query_id}

    async def _ask_inline(self, given: Given) -> object:
        query = self._world.ask_inline(
            _int(given, "chat"), str(given["query"]), by=self._person(given), offset=str(given.get("offset", ""))
        )
        await self._world.bell.heard(lambda: query.answer is not None or self._world.closed, within=LIVES)
        if query.answer is None:
            raise NothingCame("BOT_RESPONSE_TIMEOUT")
        return query.answer.as_json() | {"query": query.query_id, "cached": query.cached}

    def _choose(self, given: Given) -> object:
        query = self._world.inline.queries[str(given["query"])]
        message = self._world.choose(query, str(given["result"]), thread=_int_or_none(given, "thread"))
        return self._world.shape(message)

    def _change_standing(self, given: Given) -> object:
        self._world.change_standing(_int(given, "chat"), str(given["status"]), by=self._person(given))
        return True

    def _set_topic(self, given: Given) -> object:
        self._world.set_topic(_int(given, "chat"), _int(given, "thread"), closed=bool(given["closed"]))
        return True

    def _add_fault(self, given: Given) -> object:
        fault = Fault(trouble=Trouble(str(given["trouble"])), method=_text(given, "method"))
        fault.chat_id = _int_or_none(given, "chat_id")
        fault.description = str(given.get("description", fault.description))
        for name in {"times", "skip", "seconds", "code"} & given.keys():
            setattr(fault, name, _int(given, name))
        self._world.faults.add(fault)
        return True

    async def _clear_faults(self, _: Request) -> Response:
        self._world.faults.clear()
        self._world.touch()
        return JSONResponse({"cleared": True})

    async def _list_chats(self, _: Request) -> Response:
        return JSONResponse([self._summary(chat) for chat in self._world.chats.values()])

    def _summary(self, chat: Chat) -> Given:
        people = [shapes.member(self._world.people[user], status) for user, status in chat.members.items()]
        return shapes.chat(chat) | {"bot_status": chat.bot_status, "members": people}

    async def _messages(self, request: Request) -> Response:
        chat_id, since = int(request.query_params["chat"]), int(request.query_params.get("since", 0))
        having, wait = request.query_params.get("having", ""), float(request.query_params.get("wait", 0))

        def found() -> list[Given]:
            messages = self._world.from_bot(chat_id, since=since)
            return [
                self._world.shape(each) | {"changed": each.changed} for each in messages if having in each.content.text
            ]

        await self._world.bell.heard(lambda: bool(found()) or self._world.closed, within=min(wait, _LONGEST_WAIT))
        return JSONResponse(found())

    async def _journal(self, request: Request) -> Response:
        after, method = int(request.query_params.get("after", 0)), request.query_params.get("method", "").lower()
        arrivals = self._world.journal.arrivals[after:]
        return JSONResponse([each.as_json() for each in arrivals if method in {"", each.method}])

    async def _judge(self, _: Request) -> Response:
        return JSONResponse(judge(self._world.journal.arrivals))

    def _person(self, given: Given) -> Person | None:
        user_id = _int_or_none(given, "by")
        return self._world.people[user_id] if user_id is not None else None


def _taking_json(action: Callable[[Given], object]) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        if not request.headers.get("content-type", "").startswith("application/json"):
            raise HTTPException(415, "only application/json")
        try:
            given = await request.json()
            done = action(given if isinstance(given, dict) else {})
            return JSONResponse(await done if isawaitable(done) else done)
        except (KeyError, ValueError, TypeError, NoSuchButton, NothingCame, NothingOffered) as error:
            return JSONResponse({"error": f"{type(error).__name__}: {error}"}, status_code=400)

    return answer


def _int(given: Given, name: str) -> int:
    return int(str(given[name]))


def _int_or_none(given: Given, name: str) -> int | None:
    return _int(given, name) if given.get(name) is not None else None


def _text(given: Given, name: str) -> str | None:
    value = given.get(name)
    return str(value) if value is not None else None
