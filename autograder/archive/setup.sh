#!/usr/bin/env bash
# Gradescope runs this once, as root, when it builds the image: Debian 12, Ubuntu 22.04, or newer.
set -euo pipefail
root=${1:-/autograder}
course=$root/source/course

export DEBIAN_FRONTEND=noninteractive
apt-get update
apt-get install -y --no-install-recommends bubblewrap libseccomp2 python3 python3-venv
python=python3
if ! python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    apt-get install -y --no-install-recommends python3.11 python3.11-venv
    python=python3.11
fi

# PyTorch is among the requirements only if a unit of this archive wants it; wheels.txt says where its small build is.
if [ -f "$course/wheels.txt" ]; then
    PIP_EXTRA_INDEX_URL=$(cat "$course/wheels.txt")
    export PIP_EXTRA_INDEX_URL
fi
"$python" -m venv "$root/venv"
"$root/venv/bin/pip" install --no-cache-dir --disable-pip-version-check -c "$course/constraints.txt" -r "$course/requirements.txt"

# Root grades; student code may be another user's, to whom none of this is open. A zip does not always bring its modes along.
chmod 600 "$course/.course-seed"
chmod -R go-rwx "$course/reference" "$course/autograder/checks/hidden"
