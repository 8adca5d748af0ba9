#!/bin/sh
# Runs every row of bench.py beside its peer. Arguments go to bench.py (--rows NAME, --runs N, --corpora DIR).
# Corpora are built once, from Debian's documentation packages, by ../shared/bench/corpora.sh.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work="$here/work"
corpora=${QUERN_BENCH_CORPORA:-"$work/corpora"}
mkdir -p "$work"
if [ ! -e "$corpora/docs_multi_50mb.txt" ]; then
    builder="$here/../../shared/bench/corpora.sh"
    if [ ! -e "$builder" ]; then
        echo "No corpora at $corpora and no $builder to build them with; set QUERN_BENCH_CORPORA." >&2
        exit 1
    fi
    echo "Building the corpora in $corpora (about 12 minutes) …" >&2
    bash "$builder" "$corpora" >"$work/corpora.log"
fi
if [ ! -e "$work/venv/installed" ] || [ "$here/requirements.txt" -nt "$work/venv/installed" ]; then
    python3 -m venv "$work/venv"
    "$work/venv/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt"
    touch "$work/venv/installed"
fi
exec "$work/venv/bin/python" "$here/bench.py" --corpora "$corpora" --work "$work" "$@"
