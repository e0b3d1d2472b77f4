"""Numbers as pictures that can be read on a phone.

picture    what is to be drawn: words and bars
census     the archive in numbers -> a picture to draw
painting   draws one as PNG, in a process of its own: the only place that knows matplotlib
studio     has one drawn, and keeps the last few
"""
