# Everything goes through .venv, which `make setup` makes; see `make help`.
.DEFAULT_GOAL := help
PYTHON_IN_VENV := .venv/bin/python

.PHONY: help setup run test check year lock

help: ## this list
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/^([a-z]+):.*## /  make \1	/'

setup: ## make .venv, install what is locked, build the page assets
	@PYTHON="$(PYTHON)" scripts/setup.sh

run: setup ## start everything on http://127.0.0.1:8000 (PORT=… for another port); Ctrl-C stops it
	@exec $(PYTHON_IN_VENV) -m nhacviec serve --demo

test: setup ## all tests, those in a real browser included
	@scripts/ensure-browser.sh
	@$(PYTHON_IN_VENV) -m pytest -n 2 $(ARGS)

check: setup ## lint, types, import contracts, migrations in step
	$(PYTHON_IN_VENV) -m ruff check .
	$(PYTHON_IN_VENV) -m ruff format --check .
	$(PYTHON_IN_VENV) -m mypy
	$(PYTHON_IN_VENV) -c 'import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())'
	$(PYTHON_IN_VENV) -m django makemigrations --check --dry-run --settings tests.settings

year: setup ## a year of reminders with dying workers, against a model (SEED=… to see one again, ARGS="--days 3")
	@$(PYTHON_IN_VENV) -m tests.year $(if $(SEED),--seed $(SEED)) $(ARGS)

lock: setup ## resolve pyproject.toml anew into requirements*.txt (needs uv)
	@scripts/lock.sh
