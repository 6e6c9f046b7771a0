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

echo "what people put among the results, and places that must stay as they are"
expect 0 run "$october" -o 成绩 --archive 档案三 --no-person-files
cp -r 档案三 档案三原样
month=$(dirname "$(find 成绩 -name results.json)")
# refuses CODE ARGUMENT…: the command is refused with its code, and neither results nor archive change.
refuses() {
    local code=$1
    shift
    rm -rf 成绩原样
    cp -r 成绩 成绩原样
    expect 1 "$@"
    grep -q "$code" said || fail "$code is not told: $*"
    diff -rq 成绩原样 成绩 || fail "results changed: $*"
    diff -rq 档案三原样 档案三 || fail "the archive changed: $*"
}
echo mine >"$month"/谈话记录.txt
refuses E712 run "$october" -o 成绩 --archive 档案三
rm "$month"/谈话记录.txt
cp "$month"/results.json 留存.json
echo >>"$month"/results.json
refuses E713 run "$october" -o 成绩 --archive 档案三
mv 留存.json "$month"/results.json
ln -s /etc "$month"/链接
refuses E712 run "$october" -o 成绩 --archive 档案三
rm "$month"/链接
refuses E710 run "$october" -o 档案三 --archive 档案三
refuses E710 run "$october" -o 档案三/里面
refuses E710 check "$october" --issues 档案三/清单.xlsx
refuses E714 check "$october" --issues "$month"/results.json
expect 0 run "$october" -o 成绩 --archive 档案三 --no-person-files

echo "inputs that never end"
mkdir -p 奇怪
mkfifo 奇怪/管道.xlsx
ln -s /dev/zero 奇怪/零.xlsx
truncate -s 3G 奇怪/稀疏.xlsx
ln -s . 奇怪/圈
expect 1 check 奇怪
expect 1 run 奇怪 -o 奇怪结果
[ ! -e 奇怪结果 ] || fail "something was written of inputs that are none"

echo "a drop folder with traps in it"
mkdir -p 陷阱 别处
ln -s "$october" 陷阱/链接.xlsx
mkfifo 陷阱/管道.xlsx
mkdir 陷阱/文件夹.xlsx
expect 1 watch 陷阱 --archive 档案四 --once
[ "$(find 陷阱/退回 -maxdepth 1 -name '*_问题清单.xlsx' | wc -l)" = 3 ] || fail "not every trap came back with its list"
rm -rf 陷阱/退回
ln -s "$PWD"/别处 陷阱/退回
cp "$samples"/errors/E201.xlsx 陷阱/缺表.xlsx
expect 1 watch 陷阱 --archive 档案四 --once
grep -q E716 said || fail "a link in the place of a folder is not told"
[ -z "$(ls 别处)" ] || fail "something was written through a link"
rm 陷阱/退回
as_root mkdir 陷阱/退回
as_root chown 12345 陷阱/退回
expect 1 watch 陷阱 --archive 档案四 --once
grep -q E716 said || fail "somebody else's folder is not told"
as_root rm -r 陷阱/退回
expect 1 watch 陷阱 --archive 档案四 --once
[ -f 陷阱/退回/缺表.xlsx ] || fail "the workbook did not come back when the folder was put right"

echo "all faults: nothing half-written, nothing lost, each with its message"
