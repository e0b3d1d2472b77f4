"""The watch: arXiv, SQL and self-supervised learning. It has never heard of Telegram."""
