"""Pictures: sent once, and sent again by the id of any of their sizes."""

from io import BytesIO
from secrets import token_urlsafe

from PIL import Image, UnidentifiedImageError

from sandbox.telegram.calls import Call, Upload
from sandbox.telegram.chats import Photo, PhotoSize
from sandbox.telegram.keyboards import read_markup
from sandbox.telegram.methods.composing import LONGEST_CAPTION, read_place, read_text
from sandbox.telegram.refusals import bad_request
from sandbox.telegram.state import State

_ATTACHED = "attach://"
_LARGEST = 10 * 1024 * 1024  # bytes; Bot API, sendPhoto
_LONGEST_SIDES = 10_000  # pixels, width and height together
_WIDEST = 20  # times as long as broad
_BOXES = (90, 320, 800, 1280)  # pixels, the longer side of each size that Telegram makes


def send_photo(state: State, call: Call) -> object:
    """sendPhoto: multipart, or a file_id."""
    chat, thread_id, reply_to = read_place(state, call)
    caption = read_text(call, "caption", longest=LONGEST_CAPTION)
    photo = _photo(state, call)
    fields = {"thread_id": thread_id, "reply_to": reply_to, "markup": read_markup(call), "photo": photo}
    return state.shape(state.write(chat, caption, sender=state.bot, **fields))


def _photo(state: State, call: Call) -> Photo:
    given = call.text("photo") or ""
    known = state.photos.get(given)
    if known is not None:
        return known
    if given in state.documents:
        raise bad_request("can't use file of type Document as Photo")
    upload = call.uploads.get(given.removeprefix(_ATTACHED) if given.startswith(_ATTACHED) else "photo")
    if upload is None and given and not given.startswith(_ATTACHED):
        raise bad_request("wrong file identifier/HTTP URL specified")
    if upload is None:
        raise bad_request("there is no photo in the request")
    photo = _made(upload)
    state.photos |= {size.file_id: photo for size in photo.sizes}
    return photo


def _made(upload: Upload) -> Photo:
    if not upload.content:
        raise bad_request("file must be non-empty")
    if len(upload.content) > _LARGEST:
        raise bad_request(f"file of size {len(upload.content)} bytes is too big for a photo")
    kind, width, height = _looked_at(upload.content)
    if width + height > _LONGEST_SIDES or max(width, height) > _WIDEST * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    longer = max(width, height)
    boxes = [box for box in _BOXES if box < longer] + [min(longer, _BOXES[-1])]
    scales = [box / longer for box in dict.fromkeys(boxes)]
    sizes = tuple(_size(width * scale, height * scale) for scale in scales)
    return Photo(mime_type=kind, content=upload.content, sizes=sizes)


def _looked_at(content: bytes) -> tuple[str, int, int]:
    """Its kind, width and height, from all of the picture: one that is cut short is none."""
    try:
        with Image.open(BytesIO(content), formats=("PNG", "JPEG", "WEBP", "GIF", "BMP")) as picture:
            if sum(picture.size) <= _LONGEST_SIDES:
                picture.load()
            return Image.MIME[picture.format or ""], picture.width, picture.height
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise bad_request("PHOTO_INVALID_DIMENSIONS") from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        raise bad_request("IMAGE_PROCESS_FAILED") from None


def _size(width: float, height: float) -> PhotoSize:
    return PhotoSize(file_id=f"AgAC{token_urlsafe(24)}", width=max(round(width), 1), height=max(round(height), 1))


TABLE = {"sendPhoto": send_photo}
