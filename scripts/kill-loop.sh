#!/usr/bin/env bash
# Kills `run` and `watch` at random moments and shows that nothing is lost, doubled or half-written: `kill-loop.sh [KILLS]`
# (500 without it, half of them on each command). Takes the release build, or the program that SCOREBOOK names.
set -euo pipefail
cd "$(dirname "$0")/.."
kills=${1:-500}
program=$(realpath "${SCOREBOOK:-target/release/scorebook}")
samples=$PWD/samples
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
export LANG=zh_CN.UTF-8
fail() { echo "kill loop: $1" >&2; exit 1; }

mkdir 月底 投递箱
cp "$samples"/live-commerce-*.xlsx "$samples"/customer-service-zh-CN-2026-11.xlsx 月底
begun=$(date +%s%N)
"$program" run 月底 -o 整次 --archive 整次档案 --quiet
whole=$((($(date +%s%N) - begun) / 1000000))

# The summary and the manifest name how far the archive's journal reached when their run began; all else is the same in every run.
but_for_the_seal=(-x '*_绩效汇总.xlsx' -x '*_績效彙總.xlsx' -x '*_summary.xlsx' -x manifest.json)

# After a kill every result that lies in its place must be whole: exactly the files of an undisturbed run, byte for byte, and the
# summary and what the manifest names as the archive keeps them: whole_or_absent RESULTS ARCHIVE.
whole_or_absent() {
    for month in "$1"/*/*/; do
        [ -d "$month" ] || continue
        diff -rq "${but_for_the_seal[@]}" "$month" "整次/${month#"$1"/}" >/dev/null || fail "$month is not what an undisturbed run writes"
        summary=$(basename "$month"/*.xlsx)
        cmp -s "$month/$summary" "$2/${month#"$1"/}/r1/$summary" || fail "the summary of $month is not the archived one"
        python3 -c 'import hashlib, json, sys, pathlib
folder = pathlib.Path(sys.argv[1])
files = json.loads((folder / "manifest.json").read_text())["files"]
sys.exit(any(hashlib.sha256((folder / name).read_bytes()).hexdigest() != one["sha256"] for name, one in files.items()))' "$month" ||
            fail "the manifest of $month does not fit its files"
    done
}

# The journal tells of each revision once, and of nothing else.
journal_tells_all() {
    local lines revisions
    lines=$(grep -c '"act":"revision"' "$1/journal.jsonl")
    revisions=$(find "$1" -mindepth 3 -maxdepth 3 -name 'r*' -type d | wc -l)
    [ "$lines" = "$revisions" ] || fail "the journal of $1 tells of $lines revisions, and $revisions are there"
    "$program" archive log --archive "$1" >/dev/null || fail "the journal of $1 does not hold"
}

half=$((kills / 2))
for ((kill = 1; kill <= half; kill++)); do
    "$program" run 月底 -o 结果 --archive 档案 --quiet &
    sleep "$(awk -v r=$RANDOM -v w="$whole" 'BEGIN { printf "%.4f", r / 32768 * w * 1.1 / 1000 }')"
    kill -KILL $! 2>/dev/null || true
    wait $! 2>/dev/null || true
    whole_or_absent 结果 档案
    # From the beginning now and then: a fresh archive and fresh results are killed too.
    if ((kill % 25 == 0)); then
        "$program" archive verify --archive 档案 >/dev/null 2>&1 || fail "the archive does not verify after kill $kill of run"
        ((kill == half)) || rm -rf 结果 档案
    fi
done
"$program" run 月底 -o 结果 --archive 档案 --quiet || fail "run after the kills"
diff -rq "${but_for_the_seal[@]}" 整次 结果 || fail "the results differ from an undisturbed run's"
whole_or_absent 结果 档案
"$program" archive verify --archive 档案 || fail "the archive does not verify"
journal_tells_all 档案
echo "run: $half kills; the results equal an undisturbed run's and the archive verifies"

# Closing and reopening, killed: each is done or not, the journal tells of what was done, and every seal that was kept on the way still fits.
month=(--archive 档案 --department 直播电商部 --period 2026-11)
state() { python3 -c 'import json; print(json.load(open("档案/直播电商部/2026-11/current.json"))["state"])'; }
acts=$((kills / 4 + 1))
seal=$("$program" archive seal --archive 档案 2>/dev/null)
for ((kill = 1; kill <= acts; kill++)); do
    if [ "$(state)" = open ]; then act=(close "${month[@]}"); else act=(reopen "${month[@]}" --reason 更正); fi
    "$program" archive "${act[@]}" --quiet >/dev/null 2>&1 &
    sleep "$(awk -v r=$RANDOM 'BEGIN { printf "%.4f", r / 32768 * 0.04 }')"
    kill -KILL $! 2>/dev/null || true
    wait $! 2>/dev/null || true
    "$program" archive verify --archive 档案 --seal "$seal" >/dev/null 2>&1 || fail "a seal no longer fits after kill $kill of ${act[0]}"
    seal=$("$program" archive seal --archive 档案 2>/dev/null) || fail "no seal after kill $kill of ${act[0]}"
done
if [ "$(state)" != open ]; then "$program" archive reopen "${month[@]}" --reason 更正 --quiet || fail "reopening after the kills"; fi
"$program" archive close "${month[@]}" --quiet || fail "closing after the kills"
"$program" archive verify --archive 档案 --seal "$seal" --quiet || fail "the archive does not verify after closing"
closed=$(grep -c '"act":"close"' 档案/journal.jsonl) reopened=$(grep -c '"act":"reopen"' 档案/journal.jsonl)
[ "$closed" = $((reopened + 1)) ] || fail "the journal tells of $closed closings and $reopened reopenings"
echo "close and reopen: $acts kills; every seal fits, and the journal tells of each act once"

put=0 wrong=0 traps=0
for ((kill = 1; kill <= kills - half; kill++)); do
    for sample in 月底/live-commerce-zh-CN-2026-1*.xlsx; do
        cp "$sample" "投递箱/$kill-$(basename "$sample")" && put=$((put + 1))
    done
    cp "$samples"/errors/E201.xlsx "投递箱/$kill-缺表.xlsx" && wrong=$((wrong + 1))
    # Now and then a trap: it comes back unread, once, and what it leads to is never touched.
    if ((kill % 5 == 0)); then
        ln -s "$place/月底/customer-service-zh-CN-2026-11.xlsx" "投递箱/$kill-链接.xlsx" && traps=$((traps + 1))
    fi
    "$program" watch 投递箱 --archive 档案2 2>/dev/null &
    sleep "$(awk -v r=$RANDOM 'BEGIN { printf "%.4f", 0.6 + r / 32768 * 1.2 }')"
    kill -KILL $! 2>/dev/null || true
    wait $! 2>/dev/null || true
done
"$program" watch 投递箱 --archive 档案2 --once 2>/dev/null || [ $? = 1 ] || fail "watch after the kills"
count() { find "$1" -maxdepth 1 -name '*.xlsx' "${@:2}" | wc -l; }
[ "$(count 投递箱/已处理)" = "$put" ] || fail "$(count 投递箱/已处理) of $put workbooks are among the processed"
[ "$(count 投递箱/退回 ! -name '*问题清单*')" = "$((wrong + traps))" ] || fail "not every faulty workbook and every trap was returned once"
[ "$(count 投递箱/退回 -name '*问题清单*')" -ge "$((wrong + traps))" ] || fail "not every returned workbook has its list"
[ -z "$(find 投递箱/.scorebook-working -type f ! -name .lock)" ] || fail "something half-written lies in the working folder"
[ ! -e 档案2/客服部 ] || fail "a workbook was read through a link"
[ "$(count 投递箱)" = 0 ] || fail "something is left in the inbox"
for month in 2026-10 2026-11; do
    [ "$(find 档案2/直播电商部/$month -maxdepth 1 -name 'r*' | wc -l)" = 1 ] || fail "$month was archived twice"
done
"$program" archive verify --archive 档案2 || fail "the archive of the drop folder does not verify"
journal_tells_all 档案2
echo "watch: $((kills - half)) kills; $put processed and $wrong returned, each once, and the archive verifies"
