# One verb per line; U=unit or U=unit.exercise narrows every one of them.

PYTHON ?= python3
BIN := .venv/bin
U ?=

.PHONY: check watch next hint reset stubs release notebooks gradescope verify test soak bench clean

check: .venv/.ready        ## check exercises/ against the public claims (DEBUG=1: breakpoint() works; REPORT=file: as JSON, too)
	@$(BIN)/autograder check $(U) $(if $(DEBUG),--debug) $(if $(REPORT),--report "$(REPORT)")

watch: .venv/.ready        ## the same whenever a file is saved, until Ctrl-C
	@$(BIN)/autograder watch $(U)

next: .venv/.ready         ## which exercise comes next, and why
	@$(BIN)/autograder next

hint: .venv/.ready         ## one more hint: make hint U=unit.exercise (N=2: that one)
	@$(BIN)/autograder hint $(U) $(if $(U),$(N))

reset: .venv/.ready        ## a stub as it was, your work kept: make reset U=unit.exercise
	@$(BIN)/autograder reset $(U)

stubs: .venv/.ready        ## write the stubs in exercises/ from reference/
	@$(BIN)/autograder stubs

release: .venv/.ready      ## what students fork: make release DEST=../kit (CHECK=1: prove it holds no answer; UPDATE=1: bring it up to date)
	@$(BIN)/autograder release $(DEST) $(if $(CHECK),--check) $(if $(UPDATE),--update)

notebooks: .venv/.instructor  ## an nbgrader course of this one: make notebooks DEST=../nb
	@$(BIN)/autograder notebooks $(DEST)

gradescope: .venv/.ready   ## what to upload to Gradescope: make gradescope DEST=../course.zip (U=unit: that one only)
	@$(BIN)/autograder gradescope $(DEST) $(U)

verify: .venv/.dev         ## the course proves itself
	@$(BIN)/autograder verify $(U)

test: .venv/.dev           ## lint, types, tests, proof: what CI runs
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n auto --dist loadfile -m "not soak"
	$(BIN)/autograder verify

soak: .venv/.dev           ## long repeats and fuzzing: SOAK_CPU_SECONDS of it, 3600 if not set
	$(BIN)/pytest -m soak -raP

bench: .venv/.dev          ## the figures in README, measured on this machine
	$(BIN)/python tests/bench.py

clean:
	rm -rf .venv build *.egg-info

# What fails half-way is taken away again; what it said is in setup.log.
.venv/.ready: pyproject.toml constraints.txt
	@command -v $(PYTHON) >/dev/null || { echo "There is no $(PYTHON) here: install Python 3.11 or newer." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; v = sys.version_info; v >= (3, 11) or sys.exit("Python 3.11 or newer is needed, \
	and $(PYTHON) is %d.%d. Name a newer one: make check PYTHON=python3.12" % v[:2])'
	@echo "Setting up .venv, once: PyTorch and others are fetched, which can take some minutes."
	@trap '[ -e $@ ] || rm -rf .venv' EXIT; trap 'exit 130' INT TERM HUP; \
	{ $(PYTHON) -m venv .venv && $(BIN)/pip install --disable-pip-version-check -c constraints.txt -e .; } >setup.log 2>&1 \
	|| { echo "Set-up failed; nothing of it is left. Is there a network? See setup.log, then the same again." >&2; exit 1; }; \
	rm setup.log; touch $@

.venv/.dev .venv/.instructor: .venv/.ready
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[$(patsubst .%,%,$(@F))]"
	@touch $@
