"""Two media named side by side in a title, like “video to audio” and “images into text”: a sign of `multimodal`.

In abstracts they stand side by side too often for nothing: “as in vision, speech and language”.
"""

from ssl_watch.phrases import Words

_SEEN = "image picture photograph photo visual vision video camera radiograph pixel motion gesture"
_WRITTEN = "text textual language caption"
_HEARD = "audio sound speech voice music"
_SENSED = "lidar radar tactile touch haptic eeg ecg fmri"
_MEDIA = {word: group for group in (_SEEN, _WRITTEN, _HEARD, _SENSED) for word in group.split()}
# Reading aloud and writing down are speech's own.
_ONE_FIELD = frozenset({_WRITTEN, _HEARD})
# Kinds of network and a field, rather than a medium.
_METHODS = frozenset({
    "language model", "language modeling", "language processing", "vision model", "vision transformer",
})  # fmt: skip
_BETWEEN = 3  # words at most
_STOPS = frozenset(".!?;")


def side_by_side(title: Words) -> tuple[int, int] | None:
    """Where two different media are named first with few words between them: the place, and how many words."""
    before: tuple[int, str] | None = None
    for place, word in enumerate(title.words):
        if word in _STOPS:
            before = None
        if (medium := _MEDIA.get(word)) is None or not _METHODS.isdisjoint(title.pairs[place : place + 1]):
            continue
        if before and _are_apart(before[1], medium) and place - before[0] <= _BETWEEN + 1:
            return before[0], place - before[0] + 1
        before = place, medium
    return None


def _are_apart(one: str, other: str) -> bool:
    return one != other and {one, other} != _ONE_FIELD
