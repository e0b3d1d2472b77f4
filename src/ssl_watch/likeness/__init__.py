"""How like two papers are, by the words of their titles and abstracts alone.

A text points in a direction among a hundred that were learned (`tools.likeness`), and texts of near directions are of
the same things: `directions` reads and compares them, in whole numbers only, so that every machine and both databases
get the same. `evidence` says which telling words two papers share.
"""

from ssl_watch.likeness.directions import EDITION, Direction, nearest, of
from ssl_watch.likeness.evidence import shared

__all__ = ["EDITION", "Direction", "nearest", "of", "shared"]
