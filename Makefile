# Every target sets up what it needs; `make help` lists them.
SHELL := /bin/sh
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done || echo python3)
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run test check bench web worker beat messages relevance vendor clean

help: ## Show this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: ## Make .venv from requirements.lock
	@$(PYTHON) scripts/make_venv.py requirements.lock

setup-dev:
	@$(PYTHON) scripts/make_venv.py requirements-dev.lock

run: setup ## Run everything on this machine: http://127.0.0.1:8000
	@$(BIN)/liulu up --end-with-parent

test: setup-dev node_modules ## Run every check and test that this machine can
	@$(BIN)/python scripts/run_tests.py

# What the accessibility checks in the browser need; without npm they are left out, and the run says so.
node_modules: package-lock.json
	@if command -v npm >/dev/null; then npm ci --ignore-scripts --no-audit --no-fund --silent && touch node_modules; fi

check: setup-dev ## Run the checks without the tests: style, types, layers, security
	@$(BIN)/python scripts/run_tests.py ruff format mypy layers bandit secrets

bench: setup-dev ## Measure: each figure beside the one it is judged by
	@$(BIN)/python -m tests.bench

web: setup ## Serve the pages only (likewise `make worker`, `make beat`)
worker beat: setup
web worker beat:
	@$(BIN)/liulu $@

messages: setup-dev ## Bring the translation catalogues up to date
	@$(BIN)/python scripts/messages.py

relevance: setup-dev ## Learn the line of relevance from the judged pairs that ship
	@$(BIN)/python scripts/learn_relevance.py

vendor: setup-dev ## Copy the front-end libraries from npm into webapp/static/vendor
	@$(BIN)/python scripts/vendor_assets.py

clean: ## Remove caches and build results; keeps .venv and .liulu
	@rm -rf build dist .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis test-results
