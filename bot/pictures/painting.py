"""Draws a picture: JSON on standard input becomes PNG on standard output, in a process of its own (`studio`).

matplotlib takes a second to import and tens of megabytes, of which the bot keeps nothing: this process ends. Where
memory is short it is the first that the kernel ends.
"""

import os
import sys
from io import BytesIO
from pathlib import Path

import matplotlib
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.ticker import FuncFormatter, MaxNLocator

from bot.pictures.picture import Bar, Picture, read

_INCH = 100  # pixels
_WIDTH, _HEIGHT = 960, 1280  # pixels; Telegram scales down what is longer than 1280, which blurs it
_MARGIN = 44
_NAMES, _NUMBERS = 352, 242  # pixels left and right of the lying bars
_UPRIGHT, _UPRIGHT_HEIGHT, _LYING = 290, 260, 690
# A ground of its own, that hurts no eye in a dark chat and stands out in a light one.
_GROUND, _INK, _QUIET, _GRID = "#18222d", "#f1f5f9", "#a3b3c2", "#2e3c4a"
_WHOLE, _PART = "#47749c", "#7fd6b4"
_FADED = 0.55
_FEWEST_LYING = 8  # rows that the height is shared by: fewer bars grow no thicker
_WHOLE_AT, _SHARE_AT = 114, 198


def paint(picture: Picture) -> bytes:
    """The picture as PNG."""
    figure = Figure(figsize=(_WIDTH / _INCH, _HEIGHT / _INCH), dpi=_INCH, facecolor=_GROUND)
    FigureCanvasAgg(figure)
    _write(figure, _MARGIN, 62, picture.title, size=42, weight="bold")
    _write(figure, _MARGIN, 118, picture.subtitle, size=28, colour=_QUIET)
    _legend(figure, picture, 172)
    _write(figure, _MARGIN, _UPRIGHT - 44, picture.upright_heading, size=29, weight="bold")
    _upright(_axes(figure, _MARGIN + 56, _UPRIGHT, _WIDTH - 2 * _MARGIN - 56, _UPRIGHT_HEIGHT), picture)
    _write(figure, _MARGIN, _LYING - 34, picture.lying_heading, size=29, weight="bold")
    _lying(_axes(figure, _NAMES, _LYING, _WIDTH - _NAMES - _NUMBERS, _HEIGHT - _LYING - 30), picture.lying)
    png = BytesIO()
    figure.savefig(png, format="png", facecolor=_GROUND)
    return png.getvalue()


def _axes(figure: Figure, left: float, top: float, width: float, height: float) -> Axes:
    """An empty space to draw in, measured in pixels from the upper left corner."""
    axes = figure.add_axes((left / _WIDTH, 1 - (top + height) / _HEIGHT, width / _WIDTH, height / _HEIGHT))
    axes.set_facecolor(_GROUND)
    axes.set_axisbelow(True)
    for spine in axes.spines.values():
        spine.set_visible(False)
    return axes


def _write(figure: Figure, left: float, middle: float, text: str, *, size: int, **style: str) -> None:
    figure.text(
        left / _WIDTH,
        1 - middle / _HEIGHT,
        text,
        fontsize=_points(size),
        color=style.get("colour", _INK),
        weight=style.get("weight", "normal"),
        va="center",
    )


def _points(pixels: float) -> float:
    return pixels * 72 / _INCH


def _legend(figure: Figure, picture: Picture, middle: float) -> None:
    left = float(_MARGIN)
    for colour, name in ((_PART, picture.part), (_WHOLE, picture.rest)):
        side = 26
        corner = (left / _WIDTH, 1 - (middle + side / 2) / _HEIGHT)
        figure.add_artist(Rectangle(corner, side / _WIDTH, side / _HEIGHT, color=colour))
        _write(figure, left + side + 14, middle, name, size=27, colour=_QUIET)
        left += side + 14 + 17 * len(name) + 36


def _upright(axes: Axes, picture: Picture) -> None:
    bars = picture.upright
    places = range(len(bars))
    whole = axes.bar(places, [bar.whole for bar in bars], width=0.76, color=_WHOLE)
    part = axes.bar(places, [bar.part for bar in bars], width=0.76, color=_PART)
    for tone in (whole, part):
        tone.patches[-1].set_alpha(_FADED)
    axes.set_xlim(-0.6, len(bars) - 0.4)
    axes.set_ylim(0, 1.06 * max(1, *(bar.whole for bar in bars)))  # from nothing up, also where there is nothing
    axes.set_xticks([place for place in places if bars[place].label], [bar.label for bar in bars if bar.label])
    axes.yaxis.set_major_locator(MaxNLocator(nbins=4, integer=True, min_n_ticks=2))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
    axes.tick_params(length=0, labelsize=_points(25), labelcolor=_QUIET, pad=8)
    axes.grid(axis="y", color=_GRID, linewidth=1.4)


def _lying(axes: Axes, bars: tuple[Bar, ...]) -> None:
    places = range(len(bars))
    longest = max((bar.whole for bar in bars), default=1)
    axes.barh(places, [bar.whole for bar in bars], height=0.6, color=_WHOLE)
    axes.barh(places, [bar.part for bar in bars], height=0.6, color=_PART)
    axes.set_xlim(0, longest)
    axes.set_ylim(max(len(bars), _FEWEST_LYING) - 0.5, -0.5)
    axes.set_xticks([])
    axes.set_yticks(places, [bar.label for bar in bars])
    axes.tick_params(length=0, labelsize=_points(26), labelcolor=_INK, pad=14)
    for place, (bar, label) in enumerate(zip(bars, axes.get_yticklabels(), strict=True)):
        label.set_fontweight("bold" if bar.chosen else "normal")
        label.set_verticalalignment("center_baseline")
        _number(axes, place, _WHOLE_AT, f"{bar.whole:,}", _INK)
        _number(axes, place, _SHARE_AT, f"{round(100 * bar.part / bar.whole)} %", _PART)


def _number(axes: Axes, place: int, right: float, text: str, colour: str) -> None:
    """A number at the end of a row, `right` pixels right of the bars' space."""
    axes.annotate(
        text,
        (1, place),
        xycoords=axes.get_yaxis_transform(),
        xytext=(_points(right), 0),
        textcoords="offset points",
        color=colour,
        fontsize=_points(26),
        ha="right",
        va="center_baseline",
    )


def _be_first_to_go() -> None:
    """Let the kernel end this process, not the bot, where memory is short; and the bot work before it."""
    os.nice(10)
    own = Path("/proc/self/oom_score_adj")
    if own.exists():
        own.write_text("1000", encoding="ascii")


if __name__ == "__main__":
    _be_first_to_go()
    matplotlib.rcParams["text.parse_math"] = False  # a dollar is a dollar
    sys.stdout.buffer.write(paint(read(sys.stdin.read())))
