"""Speed and quality: each prints a score beside that of a simpler method, and asserts nothing."""
