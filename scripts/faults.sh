#!/usr/bin/env bash
# What happens when the machine fails: a full disk, a place that may not be written, inputs that vanish. Needs Linux and the right to
# mount (CI has it; elsewhere sudo). Takes the release build, or the program that SCOREBOOK names.
set -euo pipefail
cd "$(dirname "$0")/.."
program=$(realpath "${SCOREBOOK:-target/release/scorebook}")
samples=$PWD/samples
place=$(mktemp -d)
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }
mounted=()
cleanup() {
    for mount in "${mounted[@]}"; do as_root umount "$mount" || true; done
    rm -rf "$place"
}
trap cleanup EXIT
cd "$place"
export LANG=zh_CN.UTF-8
fail() { echo "faults: $1" >&2; [ -f said ] && cat said >&2; exit 1; }
# A file system of its own: mount_at FOLDER SIZE [OPTIONS]. Where it can't be mounted the check fails rather than pass unseen.
mount_at() {
    mkdir -p "$1"
    as_root mount -t tmpfs -o "size=$2,mode=0777" tmpfs "$1" || fail "can't mount a file system to fill"
    mounted+=("$1")
}
# expect STATUS ARGUMENT…: runs the program and keeps what it says.
expect() {
    local wanted=$1 got=0
    shift
    "$program" "$@" >said 2>&1 || got=$?
    [ "$got" = "$wanted" ] || fail "exit status $got instead of $wanted: $*"
}
no_leftovers() {
    [ -z "$(find "$1" -name '.scorebook-*' -o -name '.new-*' | grep -v '.scorebook-working' || true)" ] || fail "something half-written lies in $1"
}
october=$samples/live-commerce-zh-CN-2026-10.xlsx
november=$samples/live-commerce-zh-CN-2026-11.xlsx

echo "a full disk under the results and the archive"
mount_at 小盘 900k
expect 0 run "$october" -o 小盘/结果 --no-person-files
cp -r 小盘/结果 原样
head -c 2M /dev/zero >小盘/占满 2>/dev/null || true
expect 2 run "$october" -o 小盘/结果
grep -q "小盘" said || fail "the message does not name the place"
diff -rq 原样 小盘/结果 || fail "the old results changed"
no_leftovers 小盘
expect 2 run "$october" -o 结果 --archive 小盘/档案
expect 2 run "$november" -o 结果 --archive 小盘/档案
rm 小盘/占满
rm -rf 小盘/结果
expect 2 run "$october" "$november" -o 结果 --archive 小盘/档案
grep -q E608 said || fail "the message does not say that the disk is full"
no_leftovers 小盘
as_root mount -o remount,size=20m 小盘
expect 0 run "$october" "$november" -o 结果 --archive 小盘/档案
expect 0 archive verify --archive 小盘/档案

echo "a full disk under the drop folder"
mount_at 小箱 400k
cp "$october" 小箱/十月.xlsx
expect 2 watch 小箱 --archive 档案 --once
[ -f 小箱/十月.xlsx ] || fail "the input did not stay"
no_leftovers 小箱
as_root mount -o remount,size=20m 小箱
expect 0 watch 小箱 --archive 档案 --once
[ -f 小箱/已处理/十月.xlsx ] || fail "it was not done when there was space again"
[ "$(find 档案/直播电商部/2026-10 -maxdepth 1 -name 'r*' | wc -l)" = 1 ] || fail "archived twice"

echo "a place that may not be written"
mount_at 只读 4m
expect 0 run "$october" -o 只读/结果 --archive 只读/档案 --no-person-files
cp -r 只读 只读原样
as_root mount -o remount,ro 只读
expect 2 run "$october" -o 只读/结果
expect 2 run "$november" -o 结果 --archive 只读/档案
grep -q "只读" said || fail "the message does not name the place"
as_root mount -o remount,rw 只读
diff -rq 只读原样 只读 || fail "a read-only place changed"

echo "inputs that vanish while a batch runs"
for round in 1 2 3; do
    mkdir -p 会消失
    for ((i = 1; i <= 30; i++)); do cp "$samples"/errors/E201.xlsx 会消失/"$i".xlsx; done
    cp "$october" "$november" 会消失
    "$program" run 会消失 -o 消失结果 --archive 消失档案 >said 2>&1 &
    sleep 0.0$round
    rm -f 会消失/1*.xlsx 会消失/2*.xlsx
    status=0
    wait $! || status=$?
    [ "$status" = 1 ] || [ "$status" = 2 ] || fail "exit status $status"
    grep -q panicked said && fail "a panic"
    expect 0 archive verify --archive 消失档案
    no_leftovers 消失结果
done
expect 0 run "$october" "$november" -o 消失结果 --archive 消失档案
expect 0 archive verify --archive 消失档案

echo "all faults: nothing half-written, nothing lost, each with its message"
