# Twofold. The two commands of the README are `make run` and `make test`; `make` alone lists all.
# Everything made is remembered by stamp files, so that nothing is done twice without a reason.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:
.NOTPARALLEL:

BIN := .venv/bin
STAMPS := .venv/stamps
PYTHON_READY := $(STAMPS)/requirements
PACKAGE_READY := $(STAMPS)/package
NODE_READY := $(STAMPS)/node
ICONS_NAMED := $(STAMPS)/icons
ASSETS_READY := $(STAMPS)/assets
STATIC_READY := $(STAMPS)/static
BENCH_READY := $(STAMPS)/bench

REQUIREMENTS := requirements/base.txt requirements/build.txt requirements/test.txt requirements/dev.txt
FRONTEND := $(shell find frontend/css frontend/js frontend/images -type f) frontend/build.mjs bin/icons
# npm and pip speak only of what went wrong.
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
export PATH := $(CURDIR)/$(BIN):$(PATH)
export PYTHONDONTWRITEBYTECODE :=
unexport VIRTUAL_ENV

.PHONY: help
help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

.PHONY: setup
setup: $(PACKAGE_READY) $(STATIC_READY) ## install and build everything that is missing, so that .venv/bin/twofold works

.PHONY: run
run: setup ## serve http://127.0.0.1:8000 with the demo, on SQLite in ./data
	@TWOFOLD_DEMO=1 exec $(BIN)/twofold serve

.PHONY: test
test: setup ## run the whole suite, on SQLite and again on PostgreSQL where the database can matter
	@$(BIN)/python bin/suite $(ARGS)

.PHONY: check
check: setup ## lint, types, imports and templates
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python bin/check-templates
	$(BIN)/djlint --lint --quiet twofold

.PHONY: format
format: setup ## let ruff put the code in order
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

.PHONY: bench
bench: $(BENCH_READY) setup ## measure, each number as a ratio to the limit in the same run
	$(BIN)/python -m bench $(ARGS)

.PHONY: demo
demo: setup ## put the demo back to its beginning
	$(BIN)/twofold demo --reset

.PHONY: proof
proof: setup ## the long proofs: more cells, more kills, more races than `make test` has time for
	TWOFOLD_PROOF=1 $(BIN)/python -m pytest -m "proof or property or drawn" $(ARGS)
	TWOFOLD_PROOF=1 bin/with-postgres $(BIN)/python -m pytest -m "both_in_proof or ((both_databases or postgres) and (proof or property or drawn))" $(ARGS)

.PHONY: requirements
requirements: $(PYTHON_READY) ## resolve requirements/*.in into hashed files, for the oldest Python we support
	cd requirements && for part in base build test bench dev; do \
	  ../$(BIN)/pip-compile --quiet --upgrade --generate-hashes --allow-unsafe --strip-extras --no-header --no-annotate \
	    --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --output-file $$part.txt $$part.in || exit 1; \
	done

.PHONY: clean
clean: ## remove all that was made, except ./data
	rm -rf .venv frontend/node_modules twofold/ui/static/ui twofold/ui/collected build dist *.egg-info
	rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -not -path './data/*' -prune -exec rm -rf {} +

# --- what setup is made of -----------------------------------------------------------------------

$(PYTHON_READY): $(REQUIREMENTS)
	@python=$$(bin/find-python) && { test -x $(BIN)/python || "$$python" -m venv .venv; }
	@echo "Installing the Python packages (about half a minute, once) …"
	@$(PIP) install --require-hashes $(foreach file,$(REQUIREMENTS),-r $(file))
	@mkdir -p $(STAMPS) && touch $@

# What the measurements are held against, which nothing else needs.
$(BENCH_READY): requirements/bench.txt $(PYTHON_READY)
	@$(PIP) install --require-hashes -r requirements/bench.txt
	@touch $@

$(PACKAGE_READY): pyproject.toml requirements/base.in $(PYTHON_READY)
	@$(PIP) --quiet install --no-deps --no-build-isolation --editable .
	@touch $@

$(NODE_READY): frontend/package.json frontend/package-lock.json frontend/.npmrc | $(PYTHON_READY)
	@echo "Installing the front-end packages …"
	@cd frontend && npm ci --loglevel=error
	@touch $@

# The icons that the code names: the sprite is built anew only when there is another one.
$(ICONS_NAMED): FORCE | $(PYTHON_READY)
	@$(BIN)/python bin/icons > $@.new && if cmp -s $@.new $@; then rm $@.new; else mv $@.new $@; fi

.PHONY: FORCE
FORCE:

$(ASSETS_READY): $(FRONTEND) $(ICONS_NAMED) $(NODE_READY)
	@cd frontend && node build.mjs
	@touch $@

# Hashed names, and each file once more as Brotli and gzip.
$(STATIC_READY): $(ASSETS_READY) requirements/base.txt | $(PACKAGE_READY)
	@echo "Compressing the assets …"
	@TWOFOLD_DATA=.venv/data $(BIN)/python -m django collectstatic --settings twofold.project.settings --clear --no-input --verbosity 0
	@touch $@
