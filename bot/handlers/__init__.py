"""One file per group of commands: read the update, ask the watch, answer."""
