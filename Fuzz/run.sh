#!/bin/sh
# Runs fuzz targets one after the other: run.sh FUZZER FOLDER SECONDS [TARGET…], all targets without a name.
# What was found to matter is kept in FOLDER/TARGET and goes on from there the next time; Fuzz/seeds/TARGET* begins it.
# What breaks a target is left as FOLDER/TARGET-crash-…; make a test of it.
set -eu
fuzzer=$1 folder=$2 seconds=$3
shift 3
here=$(cd "$(dirname "$0")" && pwd)
export SWIFT_BACKTRACE=enable=no
[ $# -gt 0 ] || set -- $("$fuzzer")
failed=
for target; do
    corpus=$folder/$target
    mkdir -p "$corpus"
    for seed in "$here/seeds/${target%%-*}"*; do
        [ ! -e "$seed" ] || cp -n "$seed" "$corpus/"
    done
    dictionary=$here/dictionaries/${target%%-*}
    [ -e "$dictionary" ] && set -- "-dict=$dictionary" || set --
    echo "fuzz $target for $seconds s" >&2
    FUZZ_TARGET=$target "$fuzzer" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=2048 -max_len=4096 \
        -print_final_stats=1 -artifact_prefix="$folder/$target-" "$@" "$corpus" >"$folder/$target.log" 2>&1 ||
        failed="$failed $target"
    grep -E 'FAULT|SUMMARY|number_of_executed_units|artifact_prefix' "$folder/$target.log" | cut -c1-300 || true
done
[ -z "$failed" ] || { echo "broken:$failed" >&2; exit 1; }
