"""The command `autograder`, also as `python -m autograder`."""

import sys

INTERRUPTED = 130  # as shells have it


def main() -> None:
    """Run the command line. Older Pythons read this file too: nothing newer than they are may stand in it."""
    if sys.version_info < (3, 11):  # noqa: UP036
        sys.exit("autograder: Python 3.11 or newer is needed, and this is %d.%d" % sys.version_info[:2])  # noqa: UP031
    code: object = 0
    try:
        from autograder.cli import app

        app(prog_name="autograder")
    except KeyboardInterrupt:
        code = INTERRUPTED
    except SystemExit as end:
        code = end.code
    if code == INTERRUPTED:
        sys.stderr.write("\nStopped; nothing is lost.\n")
    raise SystemExit(code)


if __name__ == "__main__":
    main()
