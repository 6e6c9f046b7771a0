#!/usr/bin/env bash
# The program beside a Python script that writes the same workbooks, and beside the floor: CPU and wall time, peak memory, ratios.
# `bench/compare.sh [DEPARTMENTS]` (100 without it) on a fresh clone; `LARGE=1000` adds a batch of that many.
# Needs Python 3 with venv and cargo; builds what it measures. CPU time is what to look at: wall time is the machine's matter.
set -euo pipefail
cd "$(dirname "$0")/.."
count=${1:-100}
work=${WORK:-target/compare}
mkdir -p "$work"
if [ ! -x "$work/python/bin/python" ]; then
    python3 -m venv "$work/python"
    "$work/python/bin/python" -m pip install -q --disable-pip-version-check -r bench/requirements.txt
fi
python=$work/python/bin/python
cargo build --locked --release
cargo build --locked --release --manifest-path bench/floor/Cargo.toml --target-dir "$work/floor-build"
program=target/release/scorebook
floor=$work/floor-build/release/floor
sample=samples/live-commerce-zh-CN-2026-11.xlsx

# measure NAME COMMAND…: CPU seconds, wall seconds and peak memory into NAME_cpu, NAME_wall, NAME_mb; the status must be 0 or 1.
measure() {
    local name=$1
    shift
    read -r "${name?}_cpu" "${name?}_wall" "${name?}_mb" < <("$python" - "$@" <<'PY'
import resource, subprocess, sys, time
begun = time.monotonic()
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
wall = time.monotonic() - begun
if done.returncode not in (0, 1):
    sys.exit(f"{sys.argv[1:]} ended with {done.returncode}")
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(f"{used.ru_utime + used.ru_stime:.3f} {wall:.3f} {used.ru_maxrss / 1024:.0f}")
PY
    )
}
# better NAME COMMAND…: measures once more and keeps the quicker run, as what a busy machine adds is not the program's.
better() {
    local cpu=${1}_cpu wall=${1}_wall mb=${1}_mb
    local kept=("${!cpu}" "${!wall}" "${!mb}")
    measure "$@"
    if awk -v kept="${kept[1]}" -v now="${!wall}" 'BEGIN { exit !(kept < now) }'; then
        printf -v "$cpu" %s "${kept[0]}"
        printf -v "$wall" %s "${kept[1]}"
        printf -v "$mb" %s "${kept[2]}"
    fi
}
row() { printf '%-36s %9s s CPU %9s s wall %6s MB\n' "$1" "$2" "$3" "$4"; }
# ratio WHAT A B GOAL: prints A/B.
ratio() { awk -v what="$1" -v a="$2" -v b="$3" -v goal="$4" 'BEGIN { printf "%-50s %6.2f   (goal: %s)\n", what, a / b, goal }'; }
# Each run writes into new folders, and none is deleted before the last: ext4 searches long for a place beside files that were
# deleted within the last minutes, and whoever writes next would pay for it.
runs=$work/runs-$$ run=0
fresh() { run=$((run + 1)) out=$runs/$run/out archive=$runs/$run/archive; }
trap 'rm -rf "$runs"' EXIT

rm -rf "$work/in" "$work/small"
"$python" bench/departments.py "$sample" "$work/in" "$count"
"$python" bench/departments.py "$sample" "$work/small" 10
good=$((count - count / 50))

fresh
measure program "$program" run "$work/in" -o "$out" --jobs 1 --quiet
first=$(find "$out" -mindepth 2 -maxdepth 2 -type d | sort | sed -n 1p)
"$python" bench/recipe.py "$first" "$work/recipe"
# The peer and the floor work on the workbooks that were scored.
mkdir -p "$work/scored" && rm -f "$work"/scored/*
for input in "$work"/in/*.xlsx; do
    name=$(basename "$input" -2026-11.xlsx)
    [ ! -d "$out/$name" ] || cp "$input" "$work/scored"
done
"$floor" pack "$out" "$work/packed"
measure floor "$floor" run "$work/packed" "$work/scored" "$runs/floor"
measure peer "$python" bench/peer.py "$work/recipe" "$work/scored" "$runs/peer"
for turn in 1 2; do
    fresh
    better program "$program" run "$work/in" -o "$out" --jobs 1 --quiet
    better floor "$floor" run "$work/packed" "$work/scored" "$runs/floor-$turn"
done
better peer "$python" bench/peer.py "$work/recipe" "$work/scored" "$runs/peer-again"

echo "$count departments of 20 people, $good scored, one job, without archive"
row "scorebook" "$program_cpu" "$program_wall" "$program_mb"
row "Python (openpyxl, XlsxWriter)" "$peer_cpu" "$peer_wall" "$peer_mb"
row "floor (inflate, deflate, write)" "$floor_cpu" "$floor_wall" "$floor_mb"
echo "the same amount of work:"
"$python" bench/same.py "$out" "$runs/peer"

fresh
measure two "$program" run "$work/in" -o "$out" --jobs 2 --quiet
fresh
better two "$program" run "$work/in" -o "$out" --jobs 2 --quiet
# What two processors of this machine give at best: two separate runs of one job each, side by side.
fresh
one=$out
fresh
measure both bash -c '"$1" run "$2" -o "$3" --jobs 1 --quiet & "$1" run "$2" -o "$4" --jobs 1 --quiet; wait' \
    - "$program" "$work/in" "$one" "$out"
fresh
measure all "$program" run "$work/in" -o "$out" --quiet
fresh
better all "$program" run "$work/in" -o "$out" --quiet
fresh
measure small "$program" run "$work/small" -o "$out" --archive "$archive" --jobs 1 --quiet
fresh
measure archived "$program" run "$work/in" -o "$out" --archive "$archive" --jobs 1 --quiet
row "scorebook, two jobs" "$two_cpu" "$two_wall" "$two_mb"
row "scorebook, as many jobs as it takes" "$all_cpu" "$all_wall" "$all_mb"
row "scorebook, archived, 10" "$small_cpu" "$small_wall" "$small_mb"
row "scorebook, archived, $count" "$archived_cpu" "$archived_wall" "$archived_mb"
echo
ratio "CPU of the Python peer ÷ ours" "$peer_cpu" "$program_cpu" "at least 15"
ratio "our CPU ÷ the floor's" "$program_cpu" "$floor_cpu" "at most 3"
ratio "one job's wall time ÷ two jobs'" "$program_wall" "$two_wall" "at least 1.8 on two free cores"
twice=$(awk -v t="$program_wall" 'BEGIN { print 2 * t }')
ratio "the same of two separate runs side by side" "$twice" "$both_wall" "the machine's own bound"
ratio "one job's wall time ÷ that without --jobs" "$program_wall" "$all_wall" "at least 1.8 on two free cores"
each() { awk -v t="$1" -v n="$2" 'BEGIN { print t / n }'; }
ratio "CPU per department at $count ÷ at 10, archived" "$(each "$archived_cpu" "$count")" "$(each "$small_cpu" 10)" "at most 1.1"

if [ -n "${LARGE:-}" ]; then
    rm -rf "$work/large"
    "$python" bench/departments.py "$sample" "$work/large" "$LARGE"
    # One job, as the 10 were: two jobs on processors that share a core use more time each.
    fresh
    measure large "$program" run "$work/large" -o "$out" --archive "$archive" --jobs 1 --quiet
    fresh
    measure large_all "$program" run "$work/large" -o "$out" --archive "$archive" --quiet
    row "scorebook, archived, $LARGE" "$large_cpu" "$large_wall" "$large_mb"
    row "the same, as many jobs as it takes" "$large_all_cpu" "$large_all_wall" "$large_all_mb"
    ratio "CPU per department at $LARGE ÷ at 10, archived" "$(each "$large_cpu" "$LARGE")" "$(each "$small_cpu" 10)" "at most 1.1"
    ratio "its peak memory in MB ÷ 150" "$large_all_mb" 150 "below 1"
    wrong=$((LARGE / 50))
    done=$(find "$out" -name results.json | wc -l)
    [ "$done" = $((LARGE - wrong)) ] || { echo "$done departments were scored instead of $((LARGE - wrong))" >&2; exit 1; }
    echo "$done scored, $wrong returned with their errors"
fi
