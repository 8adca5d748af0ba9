#!/bin/sh
# kill_run.sh RECIPE FOLDER [KILLS [LONGEST]]: runs a recipe once undisturbed, then again and again killed with SIGKILL
# after random times of up to LONGEST seconds and taken up again until it ends, and compares the outputs byte by byte,
# until it was killed KILLS times. FOLDER is for the outputs.
set -eu
recipe=$1 folder=$2 kills=${3:-30} longest=${4:-5}
quern=${QUERN:-$(cd "$(dirname "$0")/.." && pwd)/.build/release/quern}
rm -rf "$folder/whole"
"$quern" run "$recipe" --set "output=$folder/whole" --quiet >/dev/null
killed=0
rounds=0
while [ "$killed" -lt "$kills" ]; do
    rm -rf "$folder/killed"
    status=137
    while [ "$status" -eq 137 ]; do
        seconds=$(awk -v seed="$rounds$killed" -v longest="$longest" \
            'BEGIN { srand(seed); printf "%.2f", 0.2 + rand() * longest }')
        status=0
        timeout -s KILL "$seconds" "$quern" run "$recipe" --set "output=$folder/killed" --quiet >/dev/null || status=$?
        [ "$status" -eq 137 ] && killed=$((killed + 1))
    done
    [ "$status" -eq 0 ] || exit "$status"
    # What Quern keeps for itself tells when things were done.
    diff -r -x .quern "$folder/whole" "$folder/killed"
    rounds=$((rounds + 1))
done
echo "killed $killed times in $rounds rounds; the outputs are the same"
