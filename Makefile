# Two commands do everything on a fresh machine: `make report` and `make test`.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
SOURCE := framing tests

.PHONY: report test lint format bench lock clean

report: $(VENV)/.report                ## measure nothing, compare the five articles, write reports/iran-russia
	$(BIN)/framing run

test: $(VENV)/.test lint               ## everything that must hold
	$(BIN)/python -m pytest -n 2 --dist loadfile

lint: $(VENV)/.test
	$(BIN)/ruff check $(SOURCE)
	$(BIN)/ruff format --check $(SOURCE)
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/framing codebook check --quiet

format: $(VENV)/.test
	$(BIN)/ruff check --fix $(SOURCE)
	$(BIN)/ruff format $(SOURCE)

# Speed, and what the statistics keep of their promises; the other benchmarks stand in framing/README.md, "Benchmarks".
bench: $(VENV)/.test                   ## three hours; needs ../shared/data; figures side by side
	$(BIN)/python tests/benchmarks/measure.py
	$(BIN)/python tests/benchmarks/compare.py --cache $(VENV)/bench
	$(BIN)/python tests/benchmarks/interval_coverage.py
	$(BIN)/python tests/benchmarks/power.py --cache $(VENV)/bench
	$(BIN)/python tests/benchmarks/calibration.py --cache $(VENV)/bench

lock:                                  ## needs uv on the PATH
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --extra build pyproject.toml -o requirements.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --extra build --extra test pyproject.toml -o requirements-test.lock

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(VENV)/.report: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@echo "compiling the text scanner (once) …"
	$(BIN)/framing measure tests/data/miniature/config.yaml --out $(VENV)/warm --quiet
	touch $@

$(VENV)/.test: requirements-test.lock $(VENV)/.report
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-test.lock
	touch $@
