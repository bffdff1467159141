# make demo: run the main job on the statements of this repository
# make test: the tests        make check: style, types, layers
# make docs: the documentation as HTML        make package: a wheel, tried in an empty environment
# make bench: quality and speed beside other tools (DATA=folder of gold sets for the quality tables)

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
DATA ?=
INSTALL = if command -v uv >/dev/null 2>&1; then uv pip install --quiet --python $(BIN)/python -e .; \
	else $(BIN)/python -m pip install --quiet --disable-pip-version-check -e .

.PHONY: demo test check format bench docs package clean

$(STAMP): pyproject.toml src/tm/__init__.py
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
		|| { echo "make: needs Python 3.11 or newer as $(PYTHON) (or run: make PYTHON=/path/to/python3)"; exit 1; }
	@if command -v uv >/dev/null 2>&1; then \
		uv venv --quiet --allow-existing --python $(PYTHON) $(VENV) \
		&& uv pip install --quiet --python $(BIN)/python -e '.[lsp,serve]' --group dev; \
	else \
		$(PYTHON) -c 'import ensurepip' 2>/dev/null \
			|| { echo "make: needs the venv module of $(PYTHON) (Debian: apt-get install python3-venv)"; exit 1; }; \
		test -x $(BIN)/python || $(PYTHON) -m venv $(VENV); \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1' \
		&& $(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[lsp,serve]' --group dev; \
	fi || { echo "make: the packages could not be installed; is a package index reachable?"; exit 1; }
	@touch $@

demo: $(STAMP)
	$(BIN)/tm build
	@echo
	$(BIN)/tm lookup "On March 29, 1995, the Milli Majlis adopted a resolution on the political and legal assessment of the tragedy." --to ru --limit 1
	@echo
	$(BIN)/tm lint sources/january-20-archive/ru.md --fail-on never
	@echo
	@echo "Next: $(BIN)/tm --help, and README.md"

test: $(STAMP)
	$(BIN)/python -m pytest -n 2 -q

check: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(STAMP)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(STAMP)
	@$(INSTALL) --group bench
	$(BIN)/python tests/benchmarks $(DATA)

docs: $(STAMP)
	@$(INSTALL) --group docs
	$(BIN)/python docs/command_reference.py
	$(BIN)/sphinx-build --quiet --fail-on-warning --keep-going -b html docs docs/_build/html
	@echo "Open docs/_build/html/index.html"

package: $(STAMP)
	@rm -rf dist build/wheel
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip --upgrade >/dev/null
	$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir dist .
	$(PYTHON) -m venv build/wheel
	build/wheel/bin/python -m pip install --quiet --disable-pip-version-check dist/*.whl
	build/wheel/bin/tm --version
	cd build && mkdir -p wheel/try && cp -r ../sources ../glossary ../locales ../tm.toml wheel/try && wheel/bin/tm build -w wheel/try | tail -1
	@ls -l dist

clean:
	rm -rf $(VENV) .tm dist build docs/_build .mypy_cache .ruff_cache .pytest_cache .hypothesis
