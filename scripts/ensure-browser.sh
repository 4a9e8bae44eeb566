#!/bin/sh
# Browser stories need a Chromium: use the machine's or Playwright's; install one if there is neither.
set -eu
cd "$(dirname "$0")/.."

for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
if .venv/bin/python - <<'PYTHON'
import os, sys
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    sys.exit(not os.path.exists(playwright.chromium.executable_path))
PYTHON
then exit 0; fi

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "No Chromium found: installing Debian's (apt-get install chromium) ..." >&2
    if apt-get update -qq >&2 && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null &&
        command -v chromium >/dev/null 2>&1; then
        exit 0
    fi
fi
echo "No Chromium found: installing Playwright's ..." >&2
if ! .venv/bin/python -m playwright install chromium >&2; then
    echo "make test: no browser for the browser stories, and none could be downloaded; install chromium" >&2
    exit 1
fi
