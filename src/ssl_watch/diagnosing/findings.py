"""What a look at one thing comes to."""

from dataclasses import dataclass
from enum import StrEnum


class Health(StrEnum):
    """How it stands with one thing."""

    OK = "ok"
    WARN = "warn"  # works, but somebody should know
    FAIL = "fail"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at: what was found and, where all is not well, what mends it."""

    name: str
    state: Health
    told: str
    mend: str = ""


def ok(name: str, told: str) -> Finding:
    """All is well."""
    return Finding(name=name, state=Health.OK, told=told)


def warn(name: str, told: str, mend: str) -> Finding:
    """It works, but."""
    return Finding(name=name, state=Health.WARN, told=told, mend=mend)


def fail(name: str, told: str, mend: str) -> Finding:
    """It does not work."""
    return Finding(name=name, state=Health.FAIL, told=told, mend=mend)
