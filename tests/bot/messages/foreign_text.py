"""Whatever arXiv may put in a title, as hypothesis strategies."""

from hypothesis import strategies as st

NASTY = (
    "<b>bold</b>", "</a>", "<script>", "&amp;", "&", "<", ">", '"', "'", "@name", "#tag", "$AAPL", "/start", "model.py",
    "evil.example/path", "https://evil.example", "tg://user?id=1", "me@evil.example", "127.0.0.1", "+1 555 0123456",
    "4111 1111 1111 1111", r"$\alpha$", r"\textit{x}", "$10^{-3}$", r"\frac{a}{b}", r"\'{e}", r"\unicode{x202e}",
    r"\unicode{xd800}", "$", "\\", "{", "}", "\u202e", "\u2066", "\u200b", "\u2060", "\0", "\x1b", "\x85", "\ud800",
    "\udfff", "\ufeff", "\u2028", "\n", "\t", " ", "e" + "\u0301" * 40, "😀", "👩🏽‍🔬", "🇫🇷", "漢字", "بحث", "0", ".",
    "..", "a.b.c.com", "пример.рф", "नमूना.भारत", "--", "``", "''", "x" * 200, "@a" * 50, "a.bc" * 50,
)  # fmt: skip

fragment = st.one_of(st.sampled_from(NASTY), st.text(max_size=12))
short = st.lists(fragment, max_size=12).map("".join)
long = st.tuples(short, st.integers(min_value=1, max_value=400)).map(lambda pair: (pair[0] * pair[1])[:10_000])
any_length = st.one_of(short, short, long)
