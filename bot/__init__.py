"""The Telegram face of the watch. It speaks, and knows no SQL."""

import os

# python-telegram-bot 22 warns at every 429 unless durations come as timedelta, which will be the only way.
os.environ.setdefault("PTB_TIMEDELTA", "true")
