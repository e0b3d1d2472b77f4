"""Everything the bot says: values in, Telegram HTML out. Pure, and free of telegram; keyboards are its neighbours."""
