import io
import json
import logging
from collections.abc import Iterator

import httpx
import pytest

from bot import logs
from tests.bot.runtime.wire import TOKEN, a_wire


@pytest.fixture(autouse=True)
def _logging_as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    for handler in set(root.handlers) - set(handlers):
        handler.close()
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.captureWarnings(capture=False)
    for name in ("httpx", "httpcore", "urllib3", "arxiv", "apscheduler", "alembic.runtime.plugins"):
        logging.getLogger(name).setLevel(logging.NOTSET)


def written(level: str = "DEBUG", form: str = "text") -> io.StringIO:
    stream = io.StringIO()
    logs.set_up(level, form=form, secrets=(TOKEN, "pa:ss/word"), stream=stream)
    return stream


def _fail(text: str, *, cause: Exception | None = None) -> None:
    raise RuntimeError(text) from cause


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize(
    "text",
    [
        TOKEN,
        f"https://api.telegram.org/bot{TOKEN}/getMe",
        TOKEN.replace(":", "%3A"),
        TOKEN.partition(":")[2],
        "pa:ss/word",
    ],
)
def test_a_secret_is_in_no_line_wherever_it_stands(form: str, text: str) -> None:
    stream = written(form=form)
    log = logging.getLogger("anywhere")
    log.warning("as the message: %s, and as an object: %r", text, {"url": text})
    log.warning(f"in the format itself: {text}".replace("%", "%%"))
    try:
        _fail(f"in an exception: {text}")
    except RuntimeError as error:
        log.exception("caught")
        try:
            _fail("another", cause=error)
        except RuntimeError:
            log.exception("with a cause", stack_info=True)
    assert text not in stream.getvalue()
    assert stream.getvalue().count("[hidden]") >= 5


def test_a_foreign_token_is_not_shown_either() -> None:
    stream = written()
    logging.getLogger("anywhere").info("somebody pasted 987654321:AAHfoobarbazquxAAHfoobarbazqux_-12")
    assert "foobar" not in stream.getvalue()


def test_times_and_ids_are_not_taken_for_tokens() -> None:
    stream = written()
    logging.getLogger("anywhere").info("12345:30 arXiv:2301.08243v2 chat -1001234567890: 17:40:00")
    assert "12345:30 arXiv:2301.08243v2 chat -1001234567890: 17:40:00" in stream.getvalue()


async def test_the_library_below_writes_no_addresses() -> None:
    stream = written("DEBUG")
    async with a_wire() as wire, httpx.AsyncClient() as client:
        await client.post(f"{wire.url}{TOKEN}/getMe")
    assert "getMe" not in stream.getvalue()


def test_json_lines_can_be_read_back() -> None:
    stream = written(form="json")
    try:
        _fail("“odd” text,\nand a second line")
    except RuntimeError:
        logging.getLogger("anywhere").exception("It happened: %s", "once")
    (line,) = stream.getvalue().splitlines()
    told = json.loads(line)
    assert (told["level"], told["logger"], told["message"]) == ("ERROR", "anywhere", "It happened: once")
    assert told["traceback"].endswith("and a second line")
    assert told["time"].endswith("Z")


def test_what_is_below_the_level_is_not_written() -> None:
    stream = written("WARNING")
    logging.getLogger("anywhere").info("quiet")
    assert stream.getvalue() == ""


def test_a_wrong_log_call_is_written_as_it_is_and_harms_nobody() -> None:
    stream = written()
    logging.getLogger("anywhere").info("%d papers", "three")
    assert "%d papers ('three',)" in stream.getvalue()


def test_warnings_are_logged() -> None:
    import warnings

    stream = written()
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(capture=True)
        warnings.warn(f"about {TOKEN}", stacklevel=1)
    assert "about [hidden]" in stream.getvalue()
