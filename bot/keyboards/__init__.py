"""The buttons under what the bot says: values in, inline keyboards out, their data from `bot.callbacks`."""
