# Attack: writes the results in the grader's place, in every file that a grader reads them from, and leaves as if all were done.
# Expect: gradient_flow.grad_ab 0 points, crashed or blocked
# Shows: nothing
import contextlib
import json
import os
import sys

RESULTS = {
    "score": 5.0,
    "max_score": 5.0,
    "tests": [{"name": "gradient_flow.grad_ab", "score": 5.0, "max_score": 5.0, "status": "passed"}],
    "reports": [{"submission": "alice", "score": 45.0, "max_score": 45.0, "trust": "authoritative", "complete": True}],
    "gradable": True,
    "version": 3,
    "format": 1,
}
FOLDERS = ("", "/tmp/w/", "/autograder/results/", "/grade/results/", "/grade/", "/results/", "../", "/course/", "/dev/shm/", os.path.expanduser("~/"))
FILES = ("results.json", "result.json", "report.json", "reports.json", "output-fname.txt", "gradebook.db", ".course-seed")


def forge():
    text = json.dumps(RESULTS)
    variables = [value for name, value in os.environ.items() if name.startswith(("GITHUB_", "RESULT", "OUT"))]
    for path in [folder + file for folder in FOLDERS for file in FILES] + variables:
        with contextlib.suppress(OSError), open(path, "w") as file:
            file.write(text)
    for descriptor in range(128):
        if descriptor != 3:
            with contextlib.suppress(OSError):
                os.write(descriptor, text.encode() + b"\n")
    for name, value in list(vars(sys.modules["__main__"]).items()):
        if isinstance(value, str):
            setattr(sys.modules["__main__"], name, text)
    print("::notice title=Autograding report::" + json.dumps({"totalPoints": 45, "maxPoints": 45}), flush=True)


def grad_ab(z):
    forge()
    os._exit(0)
