"""The command line: what is said, where it goes, and exit codes. Each command imports what it needs when it is called.

Exit codes: 0 all is well, 1 something attempted fails, 2 usage or course errors, 3 a fault of ours.
"""

import os
import signal
import sys
import textwrap
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from autograder.grade import Seed
    from autograder.model import Course, Report, Submission, Unit
    from autograder.progress import Progress
    from autograder.sandbox.client import Sandbox

ABOUT = "A course on the dynamics of deep learning that checks itself."
app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, help=ABOUT)

WRONG, USAGE, OURS = 1, 2, 3
FORMATS = ("github", "junit", "gradescope", "canvas", "moodle")  # of `export`: those that are in report/
INDEX = "PIP_EXTRA_INDEX_URL"
Targets = Annotated[
    list[str] | None,
    typer.Argument(metavar="[UNIT|UNIT.EXERCISE]...", help="Units or exercises; all when none is named."),
]
Target = Annotated[str, typer.Argument(metavar="UNIT.EXERCISE", show_default=False)]
AsJson = Annotated[bool, typer.Option("--json", help="Write the report as JSON to standard output.")]


def _for_staff(command: Callable[..., None]) -> Callable[..., None]:
    """A command of the whole course; a student's kit has not what it needs."""
    return app.command()(command) if Path(__file__).with_name("release.py").exists() else command


@app.command()
def check(
    targets: Targets = None,
    as_json: AsJson = False,
    strict: Annotated[bool, typer.Option(help="Fail unless every claim holds.")] = False,
    debug: Annotated[bool, typer.Option(help="Run in this process, so that breakpoint() works.")] = False,
    into: Annotated[
        Path | None, typer.Option("--report", metavar="FILE", help="Write the report as JSON into this file, too.")
    ] = None,
) -> None:
    """Check exercises/ against the public claims."""
    from autograder import debug as debugger
    from autograder import progress, reset, submission
    from autograder.model import Outcome
    from autograder.sandbox import local

    root, whole, course = _course(targets)
    _keep_others(into)
    _say_unchecked(course)
    handed_in = submission.read(root, whole, name=submission.FOLDER)
    if debug:
        debugger.prepare(root / submission.FOLDER)
    with _progress(course, ["public"], 1, quiet=as_json or debug) as step, local.sandbox(course.limits) as sandbox:
        report = _judge(course, handed_in, None if debug else sandbox, step=step)
    remarks = [] if as_json or debug else progress.remember(root, course, report, handed_in)
    _show([report], as_json, "public checks only", [*remarks, *reset.missing(root, course, handed_in)])
    _save(into, report)
    outcomes = {check.outcome for unit in report.units for exercise in unit.exercises for check in exercise.checks}
    if not report.complete:
        raise typer.Exit(OURS)
    fine = {Outcome.PASSED} if strict else {Outcome.PASSED, Outcome.NOT_ATTEMPTED, Outcome.BLOCKED, Outcome.MANUAL}
    raise typer.Exit(0 if outcomes <= fine else WRONG)


@app.command()
def watch(targets: Targets = None) -> None:
    """Check each file of exercises/ whenever it is saved, until Ctrl-C."""
    from rich.console import Console

    from autograder import watch
    from autograder.report import terminal
    from autograder.sandbox import local

    root, whole, course = _course(targets)
    _say_unchecked(course)
    console = Console(highlight=False)
    console.print("Everything is checked once; then what you save, when you save it.")
    try:
        with local.sandbox(course.limits) as sandbox:
            for seen in watch.watch(root, whole, course, lambda part, handed_in: _judge(part, handed_in, sandbox)):
                with console:  # one write: nothing flickers
                    console.clear()
                    console.print(terminal.glance(*seen, time.strftime("%H:%M:%S")))
    except KeyboardInterrupt:
        typer.echo("\nWatching has ended. make check shows where you are.")  # the console may still hold the last page


@app.command("next")
def next_step() -> None:
    """Say which exercise comes next, and why."""
    from autograder import progress, reset, submission
    from autograder.report import next

    root, course, _ = _course()
    remembered = _load_progress(root)
    handed_in = submission.read(root, course, name=submission.FOLDER)
    step = progress.step(course, remembered, handed_in)
    typer.echo(next.render(step) if step else next.FINISHED)
    missing = [*reset.missing(root, course, handed_in)]
    lost = [next.lost(step)] if step and step.line is None and not missing else []
    for line in [*missing, *lost, *next.outdated(progress.outdated(course, remembered, handed_in))]:
        typer.echo(f"\n{line}")


@_for_staff
def grade(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH...", help="A unit's file, a folder of units, or a class: a folder of such folders."
        ),
    ],
    as_json: AsJson = False,
    out: Annotated[Path | None, typer.Option(help="Write one report per submission into this new folder.")] = None,
    unsafe: Annotated[
        bool, typer.Option(help="Grade without isolation, your own files only; the report says advisory.")
    ] = False,
    isolation: Annotated[
        str,
        typer.Option(help="Grade at this level only: bubblewrap, uid+confine or confine; else at the best there is."),
    ] = "",
    jobs: Annotated[int, typer.Option(min=0, help="Graders at work at once; 0: as many as there are processors.")] = 0,
) -> None:
    """Grade submissions with all checks, on secret instances, in the sandbox."""
    from autograder import fleet, grade

    root, course, _ = _course(anywhere=True)
    if unchecked := grade.unchecked(course):
        _stop(f"course.toml: there is no check of {', '.join(unchecked)}; write one, or take it out of the course")
    handed_in = _handed_in(paths, course)
    if out is not None and out.exists() and (not out.is_dir() or any(out.iterdir())):
        _stop(f"{out}: there is something already; name a new folder, so that nothing is overwritten")
    seed, reports = _seed(root), []
    visibilities = ["public", "hidden"]
    with _sandbox(course, unsafe, isolation) as sandbox, _bar(quiet=as_json) as (start, step):
        start(len(handed_in))

        def judge(asked: "Course", one: "Submission") -> "Report":
            return _judge(asked, one, sandbox, seed, visibilities)

        made: Iterable[Report]
        if unsafe:
            made = (judge(fleet.asked(course, one), one) for one in handed_in)
        else:
            made = fleet.grade_all(root, course, handed_in, seed, jobs or fleet.processors(), judge, sandbox.isolation)
        for report in made:
            step("submissions")
            reports.append(report)
            if out is not None:
                _write(out, report)
    _show(reports, as_json, "all checks")
    raise typer.Exit(0 if all(report.complete for report in reports) else OURS)


@_for_staff
def collect(
    roster: Annotated[Path, typer.Argument(metavar="ROSTER.csv", help="With the columns student, repository, branch.")],
    at: Annotated[str, typer.Option(help="The deadline with its zone, as in 2026-12-01T23:59Z.", show_default=False)],
    out: Annotated[
        Path, typer.Option(metavar="DIR", help="The folder of the class, new or collected before.", show_default=False)
    ],
    jobs: Annotated[int, typer.Option(min=1, help="Repositories fetched at once.")] = 8,
    seconds: Annotated[float, typer.Option(min=1, help="Time for one repository.")] = 120,
    mib: Annotated[int, typer.Option(min=1, help="Size of one repository.")] = 100,
) -> None:
    """Fetch each student's exercises at the last commit before a deadline, for `grade DIR`.

    Of the branch in the roster, or else the repository's default one, the
    last commit counts whose own date is not after the deadline; later work is
    left aside. A commit's date is its author's word, who can set it to
    anything. So run this at the deadline too: what is not there then cannot
    be fetched, and a history that was rewritten between two runs is noted.
    The time of a push is known to the host alone.

    Repositories are reached over https, ssh or git. For private ones ssh uses
    your agent and keys. For https give git, in GIT_CONFIG_COUNT,
    GIT_CONFIG_KEY_0 and GIT_CONFIG_VALUE_0, an
    http.https://your.host/.extraHeader with the token, or name a program in
    GIT_ASKPASS that answers for your host only: a roster may name any host.
    git's other settings, yours too, are not read.

    Exit code 0: all were collected; 1: some were not, and the table says why;
    2: the roster, the time or the folder is wrong.
    """
    from rich.console import Console

    from autograder import collect
    from autograder import roster as rosters
    from autograder.repository import Bounds

    _, course, _ = _course(anywhere=True)
    bounds = Bounds(seconds=seconds, mib=mib, source_kib=course.limits.source_kib)
    try:
        until, entries = collect.parsed(at), rosters.read(roster, course)
        of = collect.Class(course=course.title, roster=roster.name)
        with _bar(quiet=False) as (start, step):
            start(len(entries))
            rows = collect.collect(course, entries, of, until, out, bounds, jobs, step)
    except (collect.CollectError, rosters.RosterError) as error:
        _stop(str(error))
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
    Console(highlight=False).print(collect.as_table(rows))
    raise typer.Exit(WRONG if any(row.problem for row in rows) else 0)


@app.command()
def hint(
    target: Target = "",
    rung: Annotated[int | None, typer.Argument(metavar="[N]", help="Which one; else one more than last time.")] = None,
) -> None:
    """Show a hint for an exercise, one more each time."""
    from autograder import progress

    root, unit, exercise = _named(target, "hint")
    if not exercise:
        _stop(f"{target}: name one exercise, such as {target}.{unit.exercises[0].name}")
    hints = unit.exercises[0].hints
    remembered = _load_progress(root)
    seen = remembered.hints.get(target, 0)
    rung = min(seen + 1, len(hints)) if rung is None else rung
    if not 1 <= rung <= len(hints):
        _stop(f"{target}: there are hints 1 to {len(hints)}, not {rung}")
    _note(progress.save(root, progress.shown(remembered, target, rung)))
    text = textwrap.fill(hints[rung - 1], 78, initial_indent="  ", subsequent_indent="  ")
    last = "This is the last one." if rung == len(hints) else f"One more: make hint U={target}"
    typer.echo(f"Hint {rung} of {len(hints)} for {target}:\n\n{text}\n\n{last}")


@app.command()
def reset(target: Target = "") -> None:
    """Restore an exercise's stub; what was there is kept as a copy."""
    from autograder import reset

    root, unit, exercise = _named(target, "reset")
    try:
        typer.echo(reset.restore(root, unit, exercise))
    except reset.ResetError as error:
        _stop(str(error))


@_for_staff
def stubs() -> None:
    """Write the stubs in exercises/ from the lessons in reference/; what a student has begun is kept."""
    from autograder import stubs

    root, course, _ = _course()
    try:
        written = stubs.write(root, course)
    except stubs.StubError as error:
        _stop(str(error))
    for path in written:
        typer.echo(f"wrote {path.relative_to(root)}")
    for name in stubs.stale(root, course):
        typer.echo(f"kept exercises/{name}.py: there is work in it; move it away to have the stub again")


@_for_staff
def verify(targets: Targets = None, as_json: AsJson = False) -> None:
    """Prove the course: every known wrong answer fails, every right one passes, every attack is contained."""
    from autograder import stubs, verify

    root, _, course = _course(targets)
    try:
        with _bar(quiet=as_json) as (start, step):
            findings = verify.verify(root, course, start, step)
    except stubs.StubError as error:
        _stop(str(error))
    sys.stdout.write(verify.as_json(findings) if as_json else verify.as_text(findings))
    raise typer.Exit(WRONG if findings.shortfalls else 0)


@_for_staff
def release(
    dest: Annotated[Path, typer.Argument(metavar="DEST", help="The folder of the kit.")],
    check: Annotated[bool, typer.Option("--check", help="Prove that a kit gives nothing away.")] = False,
    update: Annotated[
        bool, typer.Option("--update", help="Bring this course into a kit; what a student wrote stays.")
    ] = False,
) -> None:
    """Write the kit that students fork: exercises, public checks, and nothing that gives an answer away."""
    from autograder import leaks, release, secret, stubs
    from autograder import update as updating

    root, course, _ = _course()
    try:
        if check and update:
            _stop("--check or --update, one at a time")
        then = release.record(dest) if check or update else None
        known = leaks.secrets(root, secret.known(root))
        if check:
            found, compared = leaks.prove(known, dest)
            typer.echo("\n".join([*(f"{find.place}: {find.what}" for find in found), compared]))
            raise typer.Exit(WRONG if found else 0)
        if then is None:
            release.new_folder(dest)
        with _bar(quiet=False) as (start, step):
            start(sum(len(unit.exercises) for unit in course.units))
            files = release.kit(root, course, known, step)
        if then is None:
            release.release(files, dest)
            typer.echo(f"wrote {dest}: {len(course.units)} units, {len(files)} files")
        else:
            typer.echo("\n".join(updating.update(dest, then, files, release.parsed(files[release.RECORD]))))
    except (release.ReleaseError, leaks.LeakError, stubs.StubError) as error:
        _stop(str(error))


@_for_staff
def notebooks(
    dest: Annotated[Path, typer.Argument(metavar="DEST", help="The new folder of the nbgrader course.")],
) -> None:
    """Write an nbgrader course: for each unit a notebook, with its solutions, and the settings that grade it here."""
    try:
        from autograder import notebooks, release, stubs
    except ModuleNotFoundError as error:
        _stop(f"{error.name} is not installed; `make notebooks DEST={dest}` installs what this needs first")
    root, course, _ = _course()
    try:
        notebooks.write(notebooks.build(root, course), dest)
    except (notebooks.NotebookError, release.ReleaseError, stubs.StubError) as error:
        _stop(str(error))
    typer.echo(f"wrote {dest}: {len(course.units)} notebooks, for `nbgrader generate_assignment` in that folder")


@_for_staff
def gradescope(
    dest: Annotated[Path, typer.Argument(metavar="DEST.zip", help="The new file to upload.")],
    units: Annotated[
        list[str] | None, typer.Argument(metavar="[UNIT]...", help="Units to grade there; all when none is named.")
    ] = None,
) -> None:
    """Write what Gradescope grades with: a zip of setup.sh, run_autograder and this course, with a secret seed of its own."""
    from autograder import gradescope, release, stubs

    root, _, course = _course(units)
    index = os.environ.get(INDEX, "")
    if "@" in index:
        _stop(f"{INDEX}: there is a name or password in it, which would travel in the archive; name an index without")
    if gradescope.wants_torch(course) and not index:
        _note(f"without {INDEX}, the address of PyTorch's CPU wheels, setup.sh fetches the build with CUDA: a few GB")
    try:
        if os.path.lexists(dest):
            raise gradescope.NoArchive(gradescope.THERE.format(dest))
        gradescope.write(gradescope.build(root, course, _seed(root), index), dest)
    except (gradescope.NoArchive, release.ReleaseError, stubs.StubError) as error:
        _stop(str(error))
    points = sum(exercise.points for _, _, exercise in course.exercises())
    typer.echo(f"wrote {dest}: {len(course.units)} units, {points:g} points; whoever has it has the answers")


@app.command()
def export(
    format: Annotated[
        str,
        typer.Argument(
            metavar="FORMAT", help="github or junit; for staff also gradescope, canvas, moodle.", show_default=False
        ),
    ] = "",
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="REPORT...", help="Files of check --report or grade --json, or the folder of grade --out."
        ),
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Write into this new file, not to standard output.")] = None,
    gradebook: Annotated[Path | None, typer.Option(help="canvas: the gradebook as you exported it.")] = None,
    column: Annotated[str, typer.Option(help="canvas: the assignment's column in it.")] = "",
) -> None:
    """Turn reports into the file of another platform, on standard output."""
    from autograder import reports

    there = [name for name in FORMATS if Path(__file__).with_name("report").joinpath(f"{name}.py").exists()]
    if format not in there:
        _stop(f"{format!r} is no format; there are: {', '.join(there)}")
    if not paths:
        _stop(f"name reports, as in autograder export {format} report.json; {reports.REMEDY}")
    if format != "canvas" and (gradebook or column):
        _stop("--gradebook and --column are for canvas")
    if out is not None and os.path.lexists(out):
        _stop(f"{out}: there is something already; name a new file, so that nothing is overwritten")
    try:
        text = _exported(format, reports.read(paths), gradebook, column)
    except reports.NoReport as error:
        _stop(str(error))
    if out is None:
        sys.stdout.buffer.write(text.encode())
        return
    try:
        with open(out, "xb") as file:
            file.write(text.encode())
    except OSError as error:
        _stop(f"{out}: {error.strerror}; name a file in a folder that can be written")


@_for_staff
def doctor(as_json: AsJson = False) -> None:
    """Try all that `grade` needs on this machine, and say what does not hold and what to do."""
    from rich.console import Console

    from autograder import doctor

    findings = doctor.examine(Path.cwd())
    if as_json:
        sys.stdout.buffer.write(doctor.as_json(findings))
    else:
        Console(highlight=False).print(doctor.as_table(findings))
    raise typer.Exit(0 if findings.grades else WRONG)


def _exported(format: str, made: "Sequence[Report]", gradebook: Path | None, column: str) -> str:
    """Reports in a platform's format; what its file leaves out goes to standard error."""
    if format == "junit":
        from autograder.report import junit

        return junit.render(made)
    if format == "gradescope":
        from autograder.report import gradescope

        if len(made) > 1:
            _stop(f"gradescope takes one submission at a time, and here are {len(made)}; name the report of one")
        return gradescope.render(made[0])
    if format == "github":
        return _github(made)
    for line in _doubts(made):
        _note(line)
    if format == "moodle":
        from autograder.report import moodle

        try:
            return moodle.render(made)
        except moodle.NotForMoodle as error:
            _stop(str(error))
    return _canvas(made, gradebook, column)


def _github(made: "Sequence[Report]") -> str:
    """What a step prints; the summary of the step goes where the runner says."""
    from autograder.report import github

    if len(made) > 1:
        _stop(f"github takes one submission at a time, and here are {len(made)}; name the report of one")
    if page := os.environ.get("GITHUB_STEP_SUMMARY"):
        try:
            with open(page, "ab") as file:
                file.write(github.summary(made[0]).encode())
        except OSError as error:
            _stop(f"{page}: {error.strerror}; GITHUB_STEP_SUMMARY names the file to which the summary is added")
    return github.render(made[0])


def _canvas(made: "Sequence[Report]", gradebook: Path | None, column: str) -> str:
    from autograder.report import canvas

    if gradebook is None or not column:
        _stop('canvas: name your export and its column, as in --gradebook grades.csv --column "Euler (4711)"')
    try:
        filled = canvas.render(made, gradebook.read_bytes().decode(), column)
    except OSError as error:
        _stop(f"{gradebook}: {error.strerror}; name the file that you exported from Canvas")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        _stop(f"{gradebook}: line {line} is not UTF-8; take the file as Canvas exported it")
    except canvas.NotAGradebook as error:
        _stop(f"{gradebook}: {error}")
    for note in filled.notes:
        _note(note)
    return filled.text


def _doubts(made: "Sequence[Report]") -> Iterator[str]:
    """Lines about reports that no gradebook should take without a look."""
    from autograder.report.plain import one_line

    broken = [one_line(report.submission) for report in made if not report.complete]
    if broken:
        yield f"left out, for a fault of ours is in the report; grade these again: {', '.join(broken)}"
    open_ = [one_line(report.submission) for report in made if report.trust != "authoritative"]
    if open_:
        yield f"advisory, so no more certain than whoever made the report: {', '.join(open_)}"


def _course(targets: Sequence[str] | None = None, anywhere: bool = False) -> "tuple[Path, Course, Course]":
    """The root of the nearest course, all of it (one unit may import another), and what of it was asked for.

    `anywhere`: also outside of it, as in the folder of an nbgrader course.
    """
    from autograder import course

    try:
        root = (course.nearest if anywhere else course.find_root)(Path.cwd())
        whole = course.load(root)
        sys.path.insert(0, str(root))  # where hidden checks and diagnosis find reference/
        return root, whole, course.select(whole, targets) if targets else whole
    except course.CourseError as error:
        _stop(str(error))


def _named(target: str, verb: str) -> "tuple[Path, Unit, str]":
    """The root, and the unit and exercise that were asked for; "" where a unit alone was."""
    root, _, course = _course([target] if target else None)
    if not target:
        _stop(f"name an exercise, as in make {verb} U={course.units[0].name}.{course.units[0].exercises[0].name}")
    return root, course.units[0], target.partition(".")[2]


def _say_unchecked(course: "Course") -> None:
    """Name the exercises of which there is no public check; where there is nothing else, end."""
    from autograder import grade

    for name in grade.unchecked(course, ["public"]):
        typer.echo(f"{name}: there is no public check of it yet, so nothing is said about it here", err=True)
    if not grade.checks(course, ["public"]):
        raise typer.Exit(USAGE)


def _judge(
    course: "Course",
    handed_in: "Submission",
    sandbox: "Sandbox | None",
    seed: "Seed | None" = None,
    visibilities: Sequence[str] = ("public",),
    step: Callable[[str], None] = lambda _: None,
) -> "Report":
    """A report, on the public instances where no seed is given. Ctrl-C ends it, though pytest and the checks catch that."""
    from autograder import grade

    pressed: list[int] = []

    def stop(number: int, _: object) -> NoReturn:
        pressed.append(number)
        raise KeyboardInterrupt

    earlier = signal.signal(signal.SIGINT, stop) if sandbox else None
    try:
        return grade.grade(course, handed_in, sandbox, seed or grade.PUBLIC, visibilities, step)
    finally:
        if sandbox:
            signal.signal(signal.SIGINT, earlier)
        if pressed:
            raise KeyboardInterrupt


def _load_progress(root: Path) -> "Progress":
    """What is remembered; what was wrong with it goes to standard error."""
    from autograder import progress

    remembered, complaint = progress.load(root)
    _note(complaint)
    return remembered


def _note(line: str) -> None:
    if line:
        typer.echo(line, err=True)


def _handed_in(paths: Sequence[Path], course: "Course") -> "list[Submission]":
    """The submissions at all paths; what a class has beside them is named on standard error."""
    from autograder import submission
    from autograder.report.plain import one_line

    found = []
    for path in paths:
        try:
            found += submission.find(path, course)
        except submission.NoSubmission as error:
            _stop(str(error))
        if names := [one_line(name) for name in submission.left_out(path, course)]:
            more = f" and {len(names) - 5} more" if len(names) > 5 else ""
            typer.echo(f"{path}: left out, as each submission is a folder: {', '.join(names[:5])}{more}", err=True)
    return found


def _seed(root: Path) -> "Seed":
    """The secret seed; that one was made goes to standard error."""
    from autograder import course, secret

    try:
        seed, remark = secret.seed(root)
    except course.CourseError as error:
        _stop(str(error))
    _note(remark)
    return seed


@contextmanager
def _sandbox(course: "Course", unsafe: bool, wanted: str) -> "Iterator[Sandbox]":
    from autograder.sandbox import client, isolation, local

    if unsafe:
        with local.sandbox(course.limits) as sandbox:
            yield sandbox
        return
    try:
        with isolation.sandbox(course.limits, wanted) as sandbox:
            sandbox.nursery(course.units[0].libraries)
            if not wanted and sandbox.isolation != isolation.BEST:
                _note(f"isolation is {sandbox.isolation}, not {isolation.BEST}: {isolation.refused()}")
            yield sandbox
    except (client.Unavailable, client.NurseryDied) as error:
        _stop(
            f"student code cannot be isolated here: {error}\n"
            "Install bubblewrap and allow unprivileged user namespaces, or grade on another machine; "
            "`autograder doctor` says what is missing; --unsafe grades your own files without isolation."
        )


@contextmanager
def _bar(quiet: bool) -> "Iterator[tuple[Callable[[int], None], Callable[[str], None]]]":
    """A progress bar on standard error: (set the total, one more done)."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    columns = (BarColumn(), TextColumn("{task.completed}/{task.total} {task.description}"))
    console = Console(file=sys.stderr)
    try:
        with Progress(*columns, console=console, transient=True, disable=quiet or not sys.stderr.isatty()) as bar:
            task = bar.add_task("", total=None)
            yield (
                (lambda total: bar.update(task, total=total)),
                (lambda what: bar.update(task, advance=1, description=what)),
            )
    finally:
        console.show_cursor()  # Ctrl-C may come when the bar has hidden it and is not up yet


@contextmanager
def _progress(
    course: "Course", visibilities: Sequence[str], submissions: int, quiet: bool
) -> "Iterator[Callable[[str], None]]":
    from autograder import grade

    with _bar(quiet) as (start, step):
        start(submissions * len(grade.checks(course, visibilities)))
        yield step


def _show(reports: "Sequence[Report]", as_json: bool, scope: str, remarks: Sequence[str] = ()) -> None:
    from rich.console import Console

    from autograder.model import Reports
    from autograder.report import json, terminal

    if as_json:
        sys.stdout.buffer.write(json.render(Reports(reports=tuple(reports))))
        return
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
    console = Console(highlight=False)
    if len(reports) == 1:
        console.print(terminal.render(reports[0], scope=scope, remarks=remarks))
    else:
        console.print(terminal.render_class(reports))


def _write(folder: Path, report: "Report") -> None:
    """One report as a file named after its submission; a name that is taken gets a number."""
    from autograder.model import Reports
    from autograder.report import json

    folder.mkdir(parents=True, exist_ok=True)
    name = os.fsdecode(os.fsencode(report.submission)[:200])  # a file's name has 255 bytes at most
    for number in range(1, 10_000):
        path = folder / (name + (f".{number}" if number > 1 else "") + ".json")
        try:
            with open(path, "xb") as file:
                file.write(json.render(Reports(reports=(report,))))
            return
        except FileExistsError:
            continue


def _keep_others(path: Path | None) -> None:
    """End where something other than a report would be overwritten, before anything is checked."""
    from autograder import reports

    if path is None or not os.path.lexists(path):
        return
    try:
        reports.read([path])
    except reports.NoReport:
        _stop(f"{path}: this is no report, and only a report is overwritten; name a new file")


def _save(path: Path | None, report: "Report") -> None:
    """One report into a file of this name, where one is given."""
    from autograder import files
    from autograder.model import Reports
    from autograder.report import json

    try:
        if path is not None:
            files.replace(path, json.render(Reports(reports=(report,))))
    except OSError as error:
        _stop(f"{path}: {error.strerror}; name a file that can be written")


def _stop(line: str) -> NoReturn:
    typer.echo(f"autograder: {line}", err=True)
    raise typer.Exit(USAGE)
