"""The Telegram face of the watch. It speaks, and knows no SQL."""

import os
import sys

# python-telegram-bot 22 warns at every 429 unless durations come as timedelta, which will be the only way.
os.environ.setdefault("PTB_TIMEDELTA", "true")
# httpx brings its own command line along where click and rich are installed, and does without where it can't: a tenth
# of a second and some megabytes that no bot has a use for.
vars(sys)["modules"].setdefault("httpx._main", None)  # None: not to be imported
