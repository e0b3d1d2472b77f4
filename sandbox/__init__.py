"""Stand-ins for the two outside services, arXiv and Telegram, over real HTTP on loopback, for the demo and tests."""
