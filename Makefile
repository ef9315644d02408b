# Goalie 守门员. `make demo` runs it, `make test` proves it; nothing needs to be installed first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --constraint constraints.txt
NODE_BIN := $(BIN)/python service/web/node.py
WEB_SOURCES := $(shell find service/web/src service/web/public -type f 2>/dev/null) \
	service/web/index.html service/web/console.html service/web/chat.html service/web/inbox.html service/web/panel.html service/web/build.mjs service/web/package.json service/web/package-lock.json service/web/vite.config.ts

.DELETE_ON_ERROR:
.PHONY: guard demo eval bench test test-neural test-browser acceptance answering dialogues check format web types lock clean

demo: $(VENV)/.runtime service/web/dist/index.html
	@$(BIN)/goalie demo

test: $(VENV)/.dev
	$(BIN)/python -m pytest

test-neural: $(VENV)/.neural
	$(BIN)/python -m pytest -m neural

test-browser: $(VENV)/.dev service/web/dist/index.html
	$(BIN)/python -m pytest -m browser

# Each bench measures beside a bare reference in the same run and prints ratios.
bench: $(VENV)/.dev
	$(BIN)/python -m evals.bench
	$(BIN)/python -m evals.bench.indexing
	$(BIN)/python -m evals.bench.large_import
	$(BIN)/python -m evals.bench.model_faults
	$(BIN)/python -m evals.bench.pages
	$(BIN)/python -m evals.bench.live

# How often the customer bot would be right, and how much it would answer: answering.html.
answering: $(VENV)/.runtime
	@$(BIN)/python -m evals.answering

# The sample shop's suites, as the release gate runs them: without a model, and with two that lie.
eval: $(VENV)/.runtime
	@$(BIN)/goalie eval gate demo

# The sample shop's dialogues, turn by turn: what was understood and what was quoted.
dialogues: $(VENV)/.runtime
	@$(BIN)/python -m evals.dialogues

# What the guard lets through: 12,000 drafts made wrong (none may leave), true ones, good replies.
guard: $(VENV)/.dev
	@$(BIN)/python -m evals.drafts
	@$(BIN)/python -m evals.replies

# make acceptance SETS=folder [ONLY=pricing]: outside data; 1 when a target is missed.
acceptance: $(VENV)/.dev
	@$(BIN)/python -m evals.acceptance --sets "$(SETS)" --only "$(ONLY)"

check: $(VENV)/.dev service/web/node_modules/.installed
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/goalie openapi | $(NODE_BIN) service/web npm run --silent types -- --check
	$(NODE_BIN) service/web npm run --silent check

format: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

web: service/web/dist/index.html

# What the pages send and receive, as types, from the service's OpenAPI document.
types: $(VENV)/.runtime service/web/node_modules/.installed
	$(BIN)/goalie openapi | $(NODE_BIN) service/web npm run --silent types

# The lock names every version for every extra and every Python from 3.11 on.
lock:
	uv pip compile --universal --python-version 3.11 --all-extras --no-emit-index-url --no-header \
		--quiet pyproject.toml --output-file constraints.txt

clean:
	rm -rf $(VENV) service/web/dist service/web/node_modules

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Goalie needs Python 3.11 or newer: make PYTHON=python3.12 …")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing Goalie into $(VENV) (about a minute) …"
	@$(PIP) --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime
	@echo "Installing the development tools …"
	@$(PIP) --editable '.[dev]'
	@touch $@

$(VENV)/.neural: $(VENV)/.dev
	@echo "Installing sentence-transformers and torch …"
	@$(PIP) --editable '.[dev,neural]'
	@touch $@

service/web/node_modules/.installed: service/web/package.json service/web/package-lock.json | $(VENV)/.runtime
	@$(NODE_BIN) --find >/dev/null 2>&1 || $(PIP) --editable '.[node]'
	@$(NODE_BIN) service/web npm ci --silent --no-audit --no-fund
	@touch $@

service/web/dist/index.html: service/web/node_modules/.installed $(WEB_SOURCES)
	@echo "Building the pages …"
	@$(NODE_BIN) service/web npm run --silent build
