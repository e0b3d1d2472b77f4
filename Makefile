# Each target sets itself up in .venv; a fresh machine needs Python 3.11+ and make.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
TRAINING := .venv-training/bin
LEARN := PYTHONPATH=src $(TRAINING)/python
TRAINING_READY := .venv-training/.ready
DATA ?=

.PHONY: demo run test check format bench kill-bench train lock chromium
.DEFAULT_GOAL := help

.PHONY: help
help:  ## what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/\t/' | expand -t 14

demo: $(READY)  ## the whole product with no token and no network, in the browser and in the terminal
	@$(BIN)/python -m sandbox

run: $(READY)  ## the bot for real; needs SSL_WATCH_BOT_TOKEN
	@$(BIN)/python -m bot

test: $(READY) chromium  ## the whole suite, on SQLite and on a PostgreSQL that it starts itself
	$(BIN)/python -m pytest --cov --cov-report=

check: $(READY) test  ## what CI runs: format, lint, types, import contracts, tests, coverage
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/coverage report

format: $(READY)  ## put the code in order
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(READY) $(if $(DATA),$(TRAINING_READY))  ## speed; with DATA=folder also quality, cross-validated
	$(BIN)/python -m benchmarks
	$(if $(DATA),$(BIN)/python -m benchmarks.searching $(DATA))
	$(if $(DATA),$(BIN)/python -m benchmarks.similar $(DATA))
	$(if $(DATA),$(LEARN) -m benchmarks.quality $(DATA))

kill-bench: $(READY)  ## kill -9 at random moments, 300 subscribers, both databases
	$(BIN)/python -m benchmarks.kill

train: $(TRAINING_READY)  ## learn the judges' weights anew from DATA=folder, which is not shipped
	@test -n "$(DATA)" || { echo "usage: make train DATA=folder"; exit 2; }
	$(LEARN) -m tools.relevance $(DATA)
	$(LEARN) -m tools.domains $(DATA)
	$(LEARN) -m tools.summaries $(DATA)
	$(LEARN) -m tools.likeness $(DATA)

LOCK := $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-strip-extras \
	--no-header --no-annotate --upgrade -q
lock: $(READY)  ## compile both files of constraints anew from pyproject.toml
	$(LOCK) --extra sandbox --extra dev -o constraints.txt
	$(LOCK) --extra training -o constraints-training.txt

$(READY): constraints.txt pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r constraints.txt
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $@

$(TRAINING_READY): constraints-training.txt pyproject.toml
	@test -x $(TRAINING)/python || $(PYTHON) -m venv .venv-training
	@$(TRAINING)/python -m pip install -q --disable-pip-version-check --require-hashes -r constraints-training.txt
	@touch $@

SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
chromium:
	@command -v chromium >/dev/null || { $(SUDO) apt-get update -qq && \
		$(SUDO) apt-get install -qq -y --no-install-recommends chromium fonts-dejavu-core >/dev/null; }
