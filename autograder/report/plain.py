"""Text that no terminal obeys: what student code wrote may change what a report says, never how the report looks."""

import re
import unicodedata

LONGEST = 500  # characters kept of a line
FIRST, LAST = 30, 10  # lines kept of a text; a traceback says the most in its last
MARKS = 2  # combining marks on one letter: enough for Vietnamese, too few to climb over the line above

_ESCAPE = re.compile(r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|\x1b[]PX^_][^\x07\x1b\n]*(?:\x07|\x1b\\)|\x1b[ -/]*[0-~]")
# What the programs that run workflows obey: GitHub's "::error::" at the start of a line, and of a line that was wrapped;
# "##[error]" anywhere, and "##vso[" and "##teamcity[" of others. The signs are exchanged for others that look the same.
_COMMAND = re.compile(r":(?=:[A-Za-z])|#(?=#[A-Za-z]*\[)")
# At the start of a cell, and of what is one where a semicolon parts cells; the wide signs are formulas in Asian editions.
_FORMULA = re.compile(r"(^|;)(\s*)(?=[=+\-@\uff0b\uff0d\uff1d\uff20])")
_ALIKE = {":": "\N{RATIO}", "#": "\N{MUSIC SHARP SIGN}"}


def plain(text: str) -> str:
    """Only visible characters, spaces for tabs, and line breaks; long lines are cut, and so are long texts."""
    lines = _ESCAPE.sub("", text).splitlines()
    if len(lines) > FIRST + LAST + 1:
        lines[FIRST:-LAST] = [f"... ({len(lines) - FIRST - LAST} lines left out)"]
    return "\n".join(map(_visible, lines)).strip("\n")


def one_line(text: str) -> str:
    """The same on a single line."""
    return " ".join(plain(text).split())


def harmless(text: str) -> str:
    """Text of one line that no spreadsheet takes for a formula, as a cell of its own or as several."""
    return _FORMULA.sub(r"\1\2'", one_line(text))


def _visible(line: str) -> str:
    """The line without control and format characters (bidi, zero width), and with few combining marks in a row."""
    line = line[: LONGEST + 1].expandtabs(4)
    if len(line) > LONGEST:
        line = line[: LONGEST - 3] + "..."
    kept, marks = "", 0
    for character in line:
        kind = unicodedata.category(character)
        if kind[0] != "C":
            marks = marks + 1 if kind in ("Mn", "Me") else 0
            kept += character if marks <= MARKS else ""
    return _COMMAND.sub(lambda sign: _ALIKE[sign[0]], kept)
