#!/bin/sh
# `nhacviec` on a server: started by root, it runs as the account and with the settings of the services.
set -eu
program=$(cd "$(dirname "$(readlink -f "$0")")/.." && pwd)/.venv/bin/nhacviec
settings=/etc/nhacviec/environment
[ -r "$settings" ] || { echo "nhacviec: không đọc được $settings; hãy chạy bằng root (sudo)" >&2; exit 1; }
set -a
. "$settings"
set +a
cd /
if [ "$(id -un)" = nhacviec ]; then exec "$program" "$@"; fi
exec runuser -u nhacviec -- "$program" "$@"
