# One verb per line; U=unit or U=unit.exercise narrows every one of them.

PYTHON ?= python3
BIN := .venv/bin
U ?=

.PHONY: check hint stubs verify test soak bench clean

check: .venv/.ready        ## check exercises/ against the public claims (DEBUG=1: breakpoint() works)
	@$(BIN)/autograder check $(U) $(if $(DEBUG),--debug)

hint: .venv/.ready         ## a hint: make hint U=unit.exercise N=2
	@$(BIN)/autograder hint $(U) $(N)

stubs: .venv/.ready        ## write the stubs in exercises/ from reference/
	@$(BIN)/autograder stubs

verify: .venv/.dev         ## the course proves itself
	@$(BIN)/autograder verify $(U)

test: .venv/.dev           ## lint, types, tests, proof: what CI runs
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -m "not soak"
	$(BIN)/autograder verify

soak: .venv/.dev           ## long repeats and fuzzing
	$(BIN)/pytest -m soak

bench: .venv/.dev          ## the figures in README, measured on this machine
	$(BIN)/python tests/bench.py

clean:
	rm -rf .venv build *.egg-info

.venv/.ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

.venv/.dev: .venv/.ready
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev]"
	@touch $@
