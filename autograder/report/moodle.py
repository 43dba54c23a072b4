"""Reports as a CSV file that Moodle's gradebook imports: whose, the points, and what to read about them.

Grade and feedback stand together, since an import of one alone takes the other away. The feedback is one line, in which nothing is
HTML for Moodle, and no cell is a formula for the spreadsheet in which an instructor may look at it first.
"""

import csv
import html
import io
from collections.abc import Sequence

from autograder.model import Report
from autograder.report.advice import Commands, advice, number, student
from autograder.report.plain import harmless, one_line

EMAIL, IDNUMBER = "Email address", "ID number"  # as Moodle's own exports name them


class NotForMoodle(Exception):
    """Why no file can be made: one line with the remedy."""


def render(reports: Sequence[Report]) -> str:
    """A header and a row for each report whose judging is complete; raises NotForMoodle."""
    names = [student(report) for report in reports]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise NotForMoodle(f"{one_line(twice[0])}: there is more than one report of this name; export one assignment")
    mail = [name for name in names if "@" in name]
    if mail and len(mail) < len(names):
        other = next(name for name in names if "@" not in name)
        raise NotForMoodle(
            f"{one_line(other)} is no email address and {one_line(mail[0])} is one; "
            "name all folders after emails, or all after ID numbers, as Moodle has them"
        )
    file = io.StringIO()
    table = csv.writer(file, lineterminator="\r\n")
    table.writerow([EMAIL if mail else IDNUMBER, "Grade", "Feedback"])
    for name, report in zip(names, reports, strict=True):
        if report.complete:
            table.writerow([harmless(name), f"{report.score:.2f}", harmless(_feedback(report))])
    return file.getvalue()


def _feedback(report: Report) -> str:
    said = [f"Points: {number(report.score)} of {number(report.max_score)}."]
    for text, quoted, _ in advice(report, Commands(hint="make hint U={}")):
        said += [text, quoted]
    return html.escape(" ".join(one_line(text) for text in said if text), quote=False)
