# Two commands: `make demo` shows what tenderscan does, `make test` proves that it does it.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
DEMO ?= corpus/documents/nl-marktplein.pdf

.PHONY: demo test bench lint corpus docs clean

demo: $(VENV)/.installed
	@$(BIN)/tenderscan check $(DEMO) --cpv 45233262 --fail-on never
	@echo
	@echo "Your own tender: $(BIN)/tenderscan check bestek.pdf (or put it on the path: . $(BIN)/activate)"

test: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n 2 --dist loadfile

# Time and memory beside other tools, into benchmarks/results/; BENCH="--quick" for a short one.
bench: $(VENV)/.installed-dev
	$(BIN)/python -m benchmarks.speed $(BENCH)

# A page for each criterion, from its rule file; a test fails where they are stale.
docs: $(VENV)/.installed-dev
	$(BIN)/tenderscan rules docs docs/criteria

corpus: $(VENV)/.installed-dev
	$(BIN)/python corpus/build.py

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --quiet --editable .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --quiet --editable ".[dev]"
	@touch $@ $(VENV)/.installed

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache
