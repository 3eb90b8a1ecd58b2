# Everything a developer or a fresh machine types. Needs make and Python 3.11 or newer, nothing else:
# the first target that needs packages makes .venv and installs them from the lock files, checked by hash.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:

VENV := .venv
BIN := $(VENV)/bin
PYTHON ?=
UV ?= uv
ARGS ?=

PACKAGES := oogst schedules harvester mappings catalogue
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check --no-input
LOCKED := $(PIP) --require-hashes --no-build-isolation --use-pep517
COMPILE := $(UV) pip compile --quiet --no-config --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --custom-compile-command "make lock"

# Every command of ours is a process of its own: without kept bytecode each would compile the whole program anew.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help demo test lint docs bench bench-feed bench-probe bench-push torture check format lock clean

help: ## Show this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1\t\2/p' $(MAKEFILE_LIST) \
		| while IFS="$$(printf '\t')" read -r name text; do printf '  make %-11s %s\n' "$$name" "$$text"; done

demo: $(VENV)/.installed ## Start sample portals, walk the whole road, show the result (demo/)
	@$(BIN)/oogst demo $(ARGS)

test: $(VENV)/.test ## Run the tests (ARGS="-k feed" for a part)
	@$(BIN)/python -m pytest --numprocesses auto --dist loadscope $(ARGS)

# Spelling leaves the tests out: these speak Dutch, and misspell on purpose.
lint: $(VENV)/.dev ## Style, types, import directions and spelling
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/codespell README.md CHANGELOG.md Makefile docs $(PACKAGES)

docs: $(VENV)/.dev ## Build the documentation into docs/_build/html; a warning is an error
	$(BIN)/sphinx-build -W --keep-going -q -b html docs docs/_build/html
	@echo "docs/_build/html/index.html"

bench: $(VENV)/.installed ## Measure the speed on generated catalogues
	@$(BIN)/python -m tests.bench $(ARGS)

bench-feed: $(VENV)/.installed ## Measure what publishing costs
	@$(BIN)/python -m tests.bench.feeding $(ARGS)

bench-probe: $(VENV)/.installed ## Measure how fast addresses are probed
	@$(BIN)/python -m tests.bench.probing $(ARGS)

bench-push: $(VENV)/.test ## Prove and measure a push to a real CKAN (OOGST_TEST_CKAN names its folder)
	@$(BIN)/python -m tests.bench.pushing $(ARGS)

torture: $(VENV)/.test ## Spoil payloads and kill harvests, over and over
	@$(BIN)/python -m tests.torture $(ARGS)

check: lint docs test ## Everything that must hold before a change is kept

format: $(VENV)/.dev ## Lay out the code and repair what can be repaired
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: ## Choose versions anew and write the lock files (needs uv, a maintainer's tool)
	@command -v $(UV) >/dev/null || { echo "make lock needs uv: python3 -m pip install uv" >&2; exit 1; }
	$(COMPILE) --upgrade pyproject.toml --group build --output-file requirements.lock
	$(COMPILE) --upgrade --group build --constraint requirements.lock --output-file requirements-build.lock
	$(COMPILE) --upgrade --group test --constraint requirements.lock --output-file requirements-test.lock
	$(COMPILE) --upgrade --group lint --group docs --constraint requirements.lock \
		--constraint requirements-test.lock --output-file requirements-dev.lock

clean: ## Throw away what was built, except the demo's database and feeds
	rm -rf $(VENV) build dist docs/_build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find $(PACKAGES) tests -name __pycache__ -type d -prune -exec rm -rf {} +

# ---- how .venv comes about: each stamp is renewed when its lock file changes ----

$(VENV)/.made:
	@PYTHON='$(PYTHON)' sh .ci/make-venv $(VENV)
	@touch $@

$(VENV)/.build: requirements-build.lock $(VENV)/.made
	@echo "installing the build tools in $(VENV)"
	@$(LOCKED) -r requirements-build.lock
	@touch $@

$(VENV)/.installed: requirements.lock pyproject.toml $(VENV)/.build
	@echo "installing what Oogst needs in $(VENV)"
	@$(LOCKED) -r requirements.lock
	@$(PIP) --no-build-isolation --no-deps --no-index --editable .
	@touch $@

$(VENV)/.test: requirements-test.lock $(VENV)/.installed
	@echo "installing what the tests need in $(VENV)"
	@$(LOCKED) -r requirements-test.lock
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.test
	@echo "installing what style and documentation need in $(VENV)"
	@$(LOCKED) -r requirements-dev.lock
	@touch $@
