# Two commands are all a newcomer needs: `make run` and `make test`. Python 3.11 or newer and make are all they assume.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
CATALOGUES := $(wildcard src/firewood/locale/*/LC_MESSAGES/django.po)

.DEFAULT_GOAL := help
.PHONY: help run test check format bench nightly lock messages

help: ## List what can be made
	@grep -hE '^[a-zA-Z%-]+:.*## ' $(MAKEFILE_LIST) | sed -e 's/:.*## /\t/' -e 's/%/NAME/' | expand -t 14

run: .venv/.ready ## Start the demonstration and print its address
	@$(BIN)/firewood up --demo

test: .venv/.ready-dev ## Everything that must be true: format, lint, import contracts, types, tests
	@$(BIN)/python -m tests.everything

check: .venv/.ready-dev ## The quick part of `make test`: no database, no browser
	@$(BIN)/python -m tests.everything --quick

format: .venv/.ready-dev ## Set programs and templates in order
	@$(BIN)/ruff format --quiet . && $(BIN)/ruff check --quiet --fix . && $(BIN)/djangofmt --quiet src

bench: .venv/.ready-dev ## Measure, each against a named baseline in the same run
	@set -e; for file in benchmarks/bench_*.py; do echo "== $$file"; $(BIN)/python -m benchmarks.$$(basename $$file .py); done

nightly: .venv/.ready-dev ## The long tests: hundreds of kills
	@$(BIN)/python -m pytest -m nightly --override-ini addopts="--strict-markers"

extra-%: .venv/.ready ## Install a heavy part
	@test -f requirements/extra-$*.txt || { echo "There is no extra part $*. There are:" $(patsubst requirements/extra-%.txt,%,$(wildcard requirements/extra-*.txt)); exit 2; }
	@$(PIP) install --quiet --require-hashes -r requirements/extra-$*.txt

messages: .venv/.ready-dev ## Collect the sentences of the program into the catalogues
	@$(BIN)/python -m firewood.project.messages

lock: .venv/.ready-dev ## Pin every package by its hash, from pyproject.toml
	@$(PIP) install --quiet 'uv>=0.9'
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --custom-compile-command 'make lock' --group build \
	  pyproject.toml --output-file requirements/run.txt
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --custom-compile-command 'make lock' --group build \
	  --group dev pyproject.toml --constraint requirements/run.txt --output-file requirements/dev.txt
	@! grep -nE '(https?|file)://|--(extra-)?index-url|--find-links|^# .*/tmp/' requirements/*.txt

# What is done once: the environment, the packages, our own package, the catalogues.
.venv/bin/python:
	@echo "Making the environment in .venv"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Firewood needs Python 3.11 or newer.")'
	@$(PYTHON) -m venv .venv

.venv/.packages: requirements/run.txt | .venv/bin/python
	@echo "Installing the packages (once, about a minute)"
	@$(PIP) install --quiet --only-binary :all: --require-hashes -r requirements/run.txt
	@touch $@

.venv/.packages-dev: requirements/dev.txt | .venv/bin/python
	@echo "Installing the packages for tests (once, about a minute)"
	@$(PIP) install --quiet --only-binary :all: --require-hashes -r requirements/dev.txt
	@touch $@ .venv/.packages

.venv/.ready: .venv/.packages pyproject.toml hatch_build.py $(CATALOGUES)
	@$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.ready-dev: .venv/.packages-dev .venv/.ready
	@touch $@
