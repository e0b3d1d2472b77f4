"""What is to be drawn: words and bars, as plain values that go to the painter as JSON. Pure."""

import json
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

EDITION = 1  # of how it is painted; a picture of another edition is drawn anew


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """So many, and the part of them that stands out; a bar without a label goes by its neighbours'."""

    label: str
    whole: int
    part: int
    chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Upright bars in the order of time, of which the last goes on, and lying ones below.

    `part` and `rest` name the two tones of a bar.
    """

    title: str
    subtitle: str
    part: str
    rest: str
    upright_heading: str
    upright: tuple[Bar, ...]
    lying_heading: str
    lying: tuple[Bar, ...]

    def as_json(self) -> str:
        """The picture for the painter."""
        return json.dumps(asdict(self), sort_keys=True)

    @property
    def fingerprint(self) -> str:
        """The same for pictures that look the same, and for no others."""
        return sha256(f"{EDITION} {self.as_json()}".encode()).hexdigest()[:32]


def read(text: str) -> Picture:
    """Read back what `as_json` wrote."""
    given: dict[str, Any] = json.loads(text)
    for bars in ("upright", "lying"):
        given[bars] = tuple(Bar(**bar) for bar in given[bars])
    return Picture(**given)
