"""LaTeX as arXiv's titles and abstracts have it (`bot.messages.latex`)."""

import pytest
from hypothesis import given

from bot.messages.latex import readable
from tests.bot.messages.foreign_text import any_length


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (r"$\alpha$-weighted pairs", "α-weighted pairs"),
        (r"\textit{x} and \textbf{a \emph{b}}", "x and a b"),
        (r"at $10^{-3}$", "at 10⁻³"),
        (r"an $O(n^2)$ loss", "an O(n²) loss"),
        (r"CO$_2$ and $\ell_1$", "CO₂ and ℓ₁"),
        (r"3$\times$ faster, 95\% less", "3× faster, 95% less"),
        (r"Poincar\'e, Erd\H{o}s, Djokovi\'{c}", "Poincaré, Erdős, Djoković"),
        (r"$\mathbb{R}^d$ and $\mathcal{O}(\sqrt{n})$", "ℝ^d and O(√n)"),
        (r"$\frac{\sqrt{d}}{T^{1/4}}$", "√d/T^(1/4)"),
        (r"{BERT} and {\em more}", "BERT and  more"),
        (r"\href{https://a.example}{here}", "here"),
        (r"as shown \cite{somebody}", "as shown"),
        (r"pre--training --- and more", "pre–training — and more"),
        (r"$\{0,1\}$ and $\tilde{x}$", "{0,1} and x̃"),
        (r"the set $\unicode{x2013}$", "the set –"),
    ],
)
def test_latex_is_shown_as_a_reader_would_say_it(written: str, shown: str) -> None:
    assert readable(written) == shown


@pytest.mark.parametrize(
    "text", ["costs $5 and $10", "a {0, 1} set", "--help", r"\ourmethod wins", "QoE\\QoS", "0", ""]
)
def test_what_the_table_does_not_know_stays(text: str) -> None:
    assert readable(text) == text


@given(any_length)
def test_no_text_is_too_odd(text: str) -> None:
    readable(text)


@pytest.mark.parametrize(
    "piece", ["$", "\\", "{", "}", r"\frac{", "$a", r"\textbf{", "^{", r"\'", r"\unicode{x0}", "_"]
)
def test_a_long_run_of_anything_is_read_at_once(piece: str) -> None:
    assert len(readable(piece * 3000)) <= len(piece) * 3000
