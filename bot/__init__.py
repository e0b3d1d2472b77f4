"""The Telegram face of the watch. It speaks, and knows no SQL."""
