"""The demo: a set with both stand-ins and the real bot, a scenario played on it, and its echo in the terminal."""
