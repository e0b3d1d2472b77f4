"""Updates as Telegram writes them."""

from typing import Any


def spoken(update_id: int, chat_id: int = 7, text: str = "hello") -> dict[str, Any]:
    chat = {"id": chat_id, "type": "private"}
    user = {"id": chat_id, "is_bot": False, "first_name": "A"}
    said = {"message_id": update_id, "date": 1_772_000_000, "chat": chat, "from": user, "text": text}
    return {"update_id": update_id, "message": said}
