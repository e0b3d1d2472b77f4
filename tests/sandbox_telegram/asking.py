"""What the tests call a client that says anything: `ask(method, **parameters)` gives status and result or refusal."""

from collections.abc import Callable
from typing import Any

Ask = Callable[..., tuple[int, Any]]
