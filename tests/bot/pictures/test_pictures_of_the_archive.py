import asyncio
import subprocess
import sys
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image

from bot.messages.domains import TITLES
from bot.pictures import census as pictures
from bot.pictures.picture import Bar, read
from bot.pictures.studio import Studio
from ssl_watch import census
from ssl_watch.census import Census, Count, Tally
from ssl_watch.relevance import Level

TODAY = date(2026, 11, 23)
GROUND = (24, 34, 45)
WHOLE, PART = (71, 116, 156), (127, 214, 180)


def taken(*months: tuple[int, int, int], domains: dict[str, Count] | None = None, domain: str | None = None) -> Census:
    """A census of (year, month, papers), half of them with code."""
    tallies = [
        Tally(month=date(year, month, 1), level=Level.CORE, with_code=with_code, accepted=with_code, papers=papers // 2)
        for year, month, papers in months
        for with_code in (True, False)
    ]
    return census.take(tallies, domains or {}, today=TODAY, domain=domain)


LARGE = taken(
    *((year, month, 2000 * month) for year in (2025, 2026) for month in range(1, 12)),
    domains={name: Count(papers=100_000 + 1000 * place, with_code=90_000) for place, name in enumerate(TITLES)},
)


def colours(png: bytes) -> dict[tuple[int, ...], int]:
    with Image.open(BytesIO(png)) as picture:
        assert (picture.format, picture.size) == ("PNG", (960, 1280))
        found = picture.convert("RGB").getcolors(1 << 20) or []
    return {colour: count for count, colour in found if isinstance(colour, tuple)}


async def test_a_picture_shows_both_tones_as_the_numbers_are() -> None:
    half = await Studio().draw(pictures.of(LARGE))
    assert half is not None
    shown = colours(half)
    assert shown[GROUND] > 600_000
    assert shown[WHOLE] > 10_000
    assert shown[PART] > 10_000
    without = replace(LARGE, domains=(), months=tuple(replace(m, count=Count(papers=9)) for m in LARGE.months))
    plain = await Studio().draw(pictures.of(without))
    assert plain is not None
    assert colours(plain)[PART] < 1_000 < colours(plain)[WHOLE]


async def test_an_archive_of_one_paper_of_no_domain_is_drawn_too() -> None:
    assert await Studio().draw(pictures.of(taken((2026, 11, 2)))) is not None
    assert await Studio().draw(pictures.of(taken((1999, 11, 2)))) is not None


async def test_where_two_years_brought_nothing_the_months_stand_between_nothing_and_one() -> None:
    png = await Studio().draw(pictures.of(taken((1999, 11, 2))))
    assert png is not None
    with Image.open(BytesIO(png)) as picture:
        column = [picture.convert("RGB").getpixel((600, row)) == GROUND for row in range(290, 560)]
    assert sum(before and not here for before, here in pairwise(column)) == 2  # lines of the grid


async def test_words_are_drawn_as_they_are_whatever_they_hold() -> None:
    said = r"$\frac{x}{$ <b> % \n 100 & “ä”"
    bars = (Bar(label=said, whole=1, part=1),)
    picture = replace(pictures.of(LARGE), title=said, subtitle=said, upright=bars, lying=bars)
    assert await Studio().draw(picture) is not None


def test_two_years_of_months_have_few_labels_and_each_year_is_named() -> None:
    months = pictures.of(LARGE).upright
    assert len(months) == 24
    assert [bar.label for bar in months if bar.label] == [
        *("Jan\n2025", "Apr", "Jul", "Oct"),
        *("Jan\n2026", "Apr", "Jul", "Oct"),
    ]
    assert (months[-1].whole, months[-1].part) == (22_000, 11_000)


def test_the_chosen_domain_is_among_those_shown_however_small() -> None:
    smallest = next(iter(TITLES))
    shown = pictures.of(replace(LARGE, domain=smallest)).lying
    assert len(shown) == 12
    assert [bar.label for bar in shown if bar.chosen] == [TITLES[smallest]]
    assert len({bar.label for bar in shown}) == 12


def test_pictures_of_the_same_numbers_are_the_same_and_of_others_are_not() -> None:
    one = pictures.of(taken((2026, 10, 4)))
    later = replace(taken((2026, 10, 4)), today=date(2026, 11, 29))
    assert one.fingerprint == pictures.of(later).fingerprint
    assert one.fingerprint != pictures.of(taken((2026, 10, 6))).fingerprint


def test_no_foreign_text_is_drawn() -> None:
    foreign = replace(taken((2026, 10, 4), domains={"<evil>": Count(papers=5)}), sought="https://evil.example")
    assert "evil" not in pictures.of(foreign).as_json()


def test_a_picture_goes_to_the_painter_and_back_unchanged() -> None:
    picture = pictures.of(LARGE)
    assert read(picture.as_json()) == picture


@pytest.mark.parametrize(
    "painter",
    [
        (sys.executable, "-c", "raise SystemExit('no memory')"),
        (sys.executable, "-c", "print('no picture')"),
        (sys.executable, "-c", "import sys; sys.stdin.close()"),
        ("/no/such/painter",),
    ],
    ids=["it fails", "it says something else", "it does not listen", "there is none"],
)
async def test_where_the_painter_fails_there_is_no_picture_and_nothing_raises(painter: tuple[str, ...]) -> None:
    assert await Studio(painter).draw(pictures.of(LARGE)) is None


async def test_a_painter_that_hangs_is_ended() -> None:
    hanging = Studio((sys.executable, "-c", "import signal; signal.pause()"), within=0.5)
    assert await hanging.draw(pictures.of(LARGE)) is None


async def test_the_same_picture_is_drawn_once_and_others_for_themselves(tmp_path: Path) -> None:
    tally = tmp_path / "drawn"
    script = "import sys; open(sys.argv[1], 'a').write('x'); sys.stdout.buffer.write(b'\\x89PNG\\r\\n\\x1a\\n')"
    studio = Studio((sys.executable, "-c", script, str(tally)))
    one, other = pictures.of(LARGE), pictures.of(taken((2026, 10, 4)))
    drawn = await asyncio.gather(*(studio.draw(each) for each in (one, one, other, one)))
    assert None not in drawn
    assert tally.read_text(encoding="ascii") == "xx"


async def test_the_painter_is_told_none_of_the_bots_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_WATCH_BOT_TOKEN", "1:secret")
    script = "import os, sys; sys.stdout.buffer.write(b'\\x89PNG\\r\\n\\x1a\\n' + repr(dict(os.environ)).encode())"
    told = await Studio((sys.executable, "-c", script)).draw(pictures.of(LARGE))
    assert told is not None
    assert b"OPENBLAS_NUM_THREADS" in told
    assert b"secret" not in told


def test_the_bot_never_imports_what_it_draws_with() -> None:
    script = "import sys, bot.app, bot.commands; print(sorted({'matplotlib', 'numpy', 'PIL'} & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
