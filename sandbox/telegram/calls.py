"""A call of the Bot API as it came over the wire: GET or POST, form, JSON or multipart, read into one shape."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.datastructures import UploadFile
from starlette.requests import Request

from sandbox.telegram.refusals import Refusal, bad_request

_TRUE = {"true", "1", "yes"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file in a multipart call."""

    name: str
    mime_type: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A method (in lower case) and what was given with it. Readers raise 400 for what they can't read."""

    method: str
    values: Mapping[str, object] = field(default_factory=dict)
    uploads: Mapping[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str | None:
        """A string; numbers and flags are taken as they would be written."""
        value = self.values.get(name)
        if value is None or isinstance(value, str):
            return value
        return json.dumps(value, ensure_ascii=False)

    def integer(self, name: str) -> int | None:
        """A whole number, also where it is written as text."""
        value = self.values.get(name)
        if value is None or value == "":
            return None
        try:
            return int(str(value))
        except ValueError:
            raise bad_request(f"{name} must be an integer") from None

    def flag(self, name: str) -> bool:
        """True, in any of the ways to say it."""
        return str(self.values.get(name, "")).lower() in _TRUE

    def json(self, name: str) -> object:
        """An object or a list, given as such or as text; None where there is none."""
        value = self.values.get(name)
        if not isinstance(value, str) or not value:
            return value or None
        try:
            parsed: object = json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from None
        return parsed

    def object(self, name: str) -> dict[str, object] | None:
        """A JSON object."""
        value = self.json(name)
        if value is not None and not isinstance(value, dict):
            raise bad_request(f"object expected as {name.replace('_', ' ')}")
        return value

    def for_the_journal(self) -> dict[str, str]:
        """The parameters as text, files by their names."""
        given = {name: self.text(name) or "" for name in self.values}
        return given | {name: upload.name for name, upload in self.uploads.items()}


async def read_call(request: Request, method: str) -> Call:
    """Read a request.

    Raises:
        Refusal: 400, the body is not what its content type says, or not UTF-8.
    """
    values: dict[str, object] = dict(request.query_params)
    uploads: dict[str, Upload] = {}
    try:
        if request.method == "POST":
            await _read_body(request, values, uploads)
        json.dumps(values, ensure_ascii=False).encode()
    except (UnicodeError, ValueError):
        raise _unreadable(request) from None
    return Call(method=method.lower(), values=values, uploads=uploads)


async def _read_body(request: Request, values: dict[str, object], uploads: dict[str, Upload]) -> None:
    if request.headers.get("content-type", "").startswith("application/json"):
        body = json.loads(await request.body() or b"{}")
        if not isinstance(body, dict):
            raise ValueError("object expected")
        values |= body
        return
    async with request.form() as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                kind = value.content_type or "application/octet-stream"
                uploads[name] = Upload(name=value.filename or name, mime_type=kind, content=await value.read())
            else:
                values[name] = value


def _unreadable(request: Request) -> Refusal:
    is_json = request.headers.get("content-type", "").startswith("application/json")
    return bad_request("can't parse JSON object" if is_json else "strings must be encoded in UTF-8")
