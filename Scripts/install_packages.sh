#!/bin/sh
# Installs the named Debian packages that are missing, with sudo only when it must, and says so first.
set -eu
missing=""
for package in "$@"; do
    state=$(dpkg-query -W -f '${Status}' "$package" 2>/dev/null || true)
    [ "$state" = "install ok installed" ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0
if ! command -v apt-get >/dev/null; then
    echo "These packages are missing and this is no Debian machine; install their like by hand:$missing" >&2
    exit 1
fi
become=""
if [ "$(id -u)" != 0 ]; then
    if ! command -v sudo >/dev/null; then
        echo "These packages are missing, and you are not root and have no sudo. Ask an administrator for:$missing" >&2
        exit 1
    fi
    become="sudo"
    echo "Installing with sudo:$missing" >&2
else
    echo "Installing:$missing" >&2
fi
export DEBIAN_FRONTEND=noninteractive
$become apt-get update -qq
# shellcheck disable=SC2086 # a list of names
$become env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
