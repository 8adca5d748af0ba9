#!/bin/sh
# kill_run.sh RECIPE FOLDER [KILLS [LONGEST]]: runs a recipe once undisturbed and once killed with SIGKILL after random
# times of up to LONGEST seconds, then lets it end, and compares the two outputs byte by byte. FOLDER is for the outputs.
set -eu
recipe=$1 folder=$2 kills=${3:-30} longest=${4:-20}
quern=$(cd "$(dirname "$0")/.." && pwd)/.build/release/quern
rm -rf "$folder/whole" "$folder/killed"
"$quern" run "$recipe" --set "output=$folder/whole" --quiet >/dev/null
killed=0
for number in $(seq "$kills"); do
    seconds=$(awk -v seed="$number" -v longest="$longest" 'BEGIN { srand(seed); printf "%.2f", rand() * longest }')
    status=0
    timeout -s KILL "$seconds" "$quern" run "$recipe" --set "output=$folder/killed" --quiet >/dev/null 2>&1 || status=$?
    [ "$status" -eq 137 ] && killed=$((killed + 1))
done
"$quern" run "$recipe" --set "output=$folder/killed" --quiet >/dev/null
# What Quern keeps for itself tells when things were done.
diff -r -x .quern "$folder/whole" "$folder/killed" && echo "killed $killed times; the outputs are the same"
