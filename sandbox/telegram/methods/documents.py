"""Files: sent once, and sent again by their id."""

from secrets import token_urlsafe

from sandbox.telegram.calls import Call
from sandbox.telegram.chats import Document
from sandbox.telegram.keyboards import read_markup
from sandbox.telegram.methods.composing import LONGEST_CAPTION, read_place, read_text
from sandbox.telegram.refusals import bad_request
from sandbox.telegram.state import State

_ATTACHED = "attach://"


def send_document(state: State, call: Call) -> object:
    """sendDocument: multipart, or a file_id."""
    chat, thread_id, reply_to = read_place(state, call)
    caption = read_text(call, "caption", longest=LONGEST_CAPTION)
    document = _document(state, call)
    fields = {"thread_id": thread_id, "reply_to": reply_to, "markup": read_markup(call), "document": document}
    return state.shape(state.write(chat, caption, sender=state.bot, **fields))


def get_file(state: State, call: Call) -> object:
    """getFile: where to download it."""
    file_id = call.text("file_id") or ""
    file = state.file(file_id)
    if file is None:
        raise bad_request("invalid file_id")
    path = f"{'photos' if file_id in state.photos else 'documents'}/{file_id}"
    return {"file_id": file_id, "file_unique_id": file_id[-12:], "file_size": len(file.content), "file_path": path}


def _document(state: State, call: Call) -> Document:
    given = call.text("document") or ""
    known = state.documents.get(given)
    if known is not None:
        return known
    if given in state.photos:
        raise bad_request("can't use file of type Photo as Document")
    name = given.removeprefix(_ATTACHED) if given.startswith(_ATTACHED) else "document"
    upload = call.uploads.get(name)
    if upload is None:
        raise bad_request("there is no document in the request")
    if not upload.content:
        raise bad_request("file must be non-empty")
    file_id = f"BQAC{token_urlsafe(24)}"
    document = Document(file_id=file_id, name=upload.name, mime_type=upload.mime_type, content=upload.content)
    state.documents[file_id] = document
    return document


TABLE = {"sendDocument": send_document, "getFile": get_file}
