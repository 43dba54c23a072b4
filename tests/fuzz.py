"""Coverage-guided fuzzing of the grader's side: python tests/fuzz.py {wire,answers} (CPU_SECONDS [SEED] | FILE)

The targets are fuzz_wire.py and fuzz_answers.py. What they learn is kept in build/fuzz/<target>, beside the seeds in
fuzz_seeds/<target>. An input that fails is written to a file, which is named and tries that input again.
"""

import importlib
import os
import resource
import secrets
import sys
import time
from pathlib import Path

HERE = Path(__file__).parent
MEMORY = 4 * 2**30  # address space: beyond it an allocation fails, here and not on the machine
LONGEST = 72 * 1024  # bytes of an input: the longest header and some payload
SLOW = 60  # seconds of wall clock for one input, on a busy machine


def main(name: str, what: str, seed: str = "") -> None:
    """Fuzz one target for so many seconds of CPU, or try one file."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    sys.path.insert(0, str(HERE.parent))
    if Path(what).is_file():
        importlib.import_module(f"fuzz_{name}").one_input(Path(what).read_bytes())
        return
    seed = seed or str(1 + secrets.randbelow(2**31))
    print(f"{name}: {what} s of CPU, seed {seed}", flush=True)
    import atheris

    with atheris.instrument_imports(include=["autograder"]):
        target = importlib.import_module(f"fuzz_{name}")
    learnt = HERE.parent / "build" / "fuzz" / name
    learnt.mkdir(parents=True, exist_ok=True)
    began, runs = time.process_time(), 0

    def one_input(data: bytes) -> None:
        nonlocal runs
        if time.process_time() - began > float(what):
            print(f"{name}: {runs} executions in {what} s of CPU, seed {seed}", flush=True)
            os._exit(0)  # libFuzzer takes any other way to end for a failure
        runs += 1
        target.one_input(data)

    options = [f"-seed={seed}", f"-max_len={LONGEST}", f"-timeout={SLOW}", f"-artifact_prefix={learnt}-"]
    options += [str(learnt), str(HERE / "fuzz_seeds" / name)]
    further = {"custom_mutator": target.mutate} if hasattr(target, "mutate") else {}
    atheris.Setup([sys.argv[0], *options], one_input, **further)
    atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
