"""The kinds of columns that both engines keep alike: exact UTC times, storable text, JSON of ours.

`tables` is made of these; everything that enters the database passes through one of them.
"""

import re
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime
from typing import Any, TypeVar, cast

from sqlalchemy import JSON, DateTime, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DontWrapMixin
from sqlalchemy.types import TypeDecorator, TypeEngine

_T = TypeVar("_T")
# PostgreSQL stores neither NUL nor half of a surrogate pair; both turn up in text that was decoded carelessly.
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


class NaiveTime(ValueError, DontWrapMixin):
    """A time without a zone was about to be stored: a mistake of ours, never an input's."""


def in_utc(moment: datetime) -> datetime:
    """The same moment in UTC.

    Raises:
        NaiveTime: it has no zone, so nobody knows which moment it is.
    """
    if moment.utcoffset() is None:
        raise NaiveTime(f"a time without a zone can't be stored: {moment!r}")
    return moment.astimezone(UTC)


def storable(text: str) -> str:
    """The text with what PostgreSQL refuses replaced by U+FFFD, so that both engines keep the same."""
    return _UNSTORABLE.sub("\ufffd", text)


def storable_value(value: _T) -> _T:
    """The same value with every text in it storable: dataclasses, tuples and plain strings, at any depth."""
    if type(value) is str:  # not the enumerations, which are strings too
        return cast("_T", storable(str(value)))
    if isinstance(value, tuple):
        return cast("_T", tuple(storable_value(item) for item in value))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: storable_value(getattr(value, field.name)) for field in fields(value)})
    return value


class UtcTime(TypeDecorator[datetime]):
    """An aware moment, exact to the microsecond; comes back in UTC on both engines."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Refuse naive times; SQLite gets UTC's digits, which sort as the moments do."""
        return None if value is None else in_utc(value)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """SQLite's come back naive, PostgreSQL's in the session's zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class PlainText(TypeDecorator[str]):
    """Text of any origin, made storable."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, _dialect: Dialect) -> str | None:
        """Values and search terms alike."""
        return None if value is None else storable(value)


class Key(PlainText):
    """Text that is compared and ordered by its bytes, whatever the database's locale."""

    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[str]:
        """SQLite compares bytes by itself."""
        return Text(collation="C") if dialect.name == "postgresql" else Text()


class Json(TypeDecorator[Any]):
    """Lists and objects of ours; None is NULL."""

    impl = JSON(none_as_null=True)
    cache_ok = True

    def process_bind_param(self, value: object, _dialect: Dialect) -> object:
        """Make every text inside storable."""
        return _storable_json(value)


def _storable_json(value: object) -> object:
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, list | tuple):
        return [_storable_json(item) for item in value]
    if isinstance(value, dict):
        return {_storable_json(key): _storable_json(item) for key, item in value.items()}
    return value
