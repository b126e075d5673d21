# Needs nothing but make and Python 3.11 or later; another Python: make demo PYTHON=python3.13
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help demo test check format bench fuzz mutants docs screenshot clean

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 14

demo: $(VENV)/.ready ## compare two example plans and write demo/report.html
	@mkdir -p demo
	@$(BIN)/plandiff compare seeds/beijing-2021-2025.txt seeds/beijing-2021-2025-revised.md -o demo/report.html
	@echo "The report is at $(CURDIR)/demo/report.html: open it in a browser."

test: check ## run all checks and all tests
	$(BIN)/pytest

check: $(VENV)/.ready-dev ## lint, format, types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/.ready-dev ## fix what the linter and the formatter can fix
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.ready-bench ## measure quality and speed, against peers
	$(BIN)/python bench/quality.py
	$(BIN)/python bench/speed.py --peers
	$(BIN)/python bench/library.py
	$(BIN)/python bench/provenance.py
	$(BIN)/python bench/matrix.py
	$(BIN)/python bench/report.py --long
	$(BIN)/python bench/passages.py
	$(BIN)/python bench/corpus.py
	$(BIN)/python bench/corpus_rows.py
	$(BIN)/python bench/corpus_bad.py

fuzz: $(VENV)/.ready-dev ## give every reader and stage broken inputs for ten minutes
	$(BIN)/python tests/fuzzing.py --minutes 10

mutants: $(VENV)/.ready-mutants ## break lines that decide and see whether the quick tests notice
	$(BIN)/python bench/mutants.py

docs: $(VENV)/.ready ## write the pages that are made from tables
	$(BIN)/plandiff rules -o docs/rules.md

screenshot: $(VENV)/.ready-dev ## take the pictures of the report in the README
	$(BIN)/python bench/screenshot.py docs

clean: ## remove what the other targets made
	rm -rf $(VENV) demo dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "plandiff needs Python 3.11 or later; name one: make PYTHON=python3.13"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.ready: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.ready-%: pyproject.toml | $(VENV)/.ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1' # the first with --group
	$(BIN)/python -m pip install --quiet --editable . --group $*
	@touch $@
