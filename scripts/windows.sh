#!/usr/bin/env bash
# The Windows program, built on Debian and tried under wine.
#
#   scripts/windows.sh install    what it needs, from Debian
#   scripts/windows.sh build      target/windows/scorebook.exe: std from the distribution's source package, system DLLs only
#   scripts/windows.sh compare    the same work by ${SCOREBOOK:-target/release/scorebook} and by scorebook.exe: every file byte for byte
#   scripts/windows.sh installer  what dist/build.sh made is installed for a user, tried, and taken away without a trace
#   scripts/windows.sh clerk [GOT]       a clerk's ten steps in a terminal (scripts/ten_steps.py), with the zip of dist/build.sh
#   scripts/windows.sh desktop [SETUP]   the same on a desktop: installer, start menu, windows, a picture of each step in target/ten-steps-desktop
#   scripts/windows.sh suite [FILTER…]   the whole test suite under wine (half an hour of compiling)
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
triple=x86_64-pc-windows-gnu
built=$root/target/windows
exe=$built/scorebook.exe
export WINEPREFIX=$root/target/wine WINEARCH=win64 WINEDEBUG=-all WINEDLLOVERRIDES="mscoree=;mshtml="

install() {
    local root=()
    [ "$(id -u)" = 0 ] || root=(sudo)
    "${root[@]}" apt-get update -qq
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        rustc-web cargo-web rust-web-src gcc-mingw-w64-x86-64 wine wine64 nsis locales python3 >/dev/null
}

# Debian's compiler has no std for Windows; it builds one from its source package.
cargo_for_windows() {
    local command=$1 std=std,panic_unwind,panic_abort
    shift
    [ "$command" != test ] || std+=,test
    env -u RUSTUP_TOOLCHAIN -u RUSTFLAGS RUSTC=/usr/bin/rustc RUSTDOC=/usr/bin/rustdoc RUSTC_BOOTSTRAP=1 \
        CARGO_TARGET_X86_64_PC_WINDOWS_GNU_LINKER=x86_64-w64-mingw32-gcc \
        /usr/bin/cargo "$command" --locked -Z build-std=$std --target $triple --target-dir "$built" "$@"
}

version() {
    sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -1
}

build() {
    mkdir -p "$built"
    local version numbers
    version=$(version)
    numbers=$(echo "${version%%-*}" | tr . ,),0
    x86_64-w64-mingw32-windres -c 65001 -I dist/windows -DSCOREBOOK_VERSION="\\\"$version\\\"" -DSCOREBOOK_NUMBERS="$numbers" \
        dist/windows/app.rc -O coff -o "$built/app.o"
    cargo_for_windows rustc --release --bin scorebook -- -C link-arg="$built/app.o"
    cp "$built/$triple/release/scorebook.exe" "$exe"
    # Nothing but what every Windows has.
    local foreign
    foreign=$(x86_64-w64-mingw32-objdump -p "$exe" | sed -n 's/.*DLL Name: //p' |
        grep -ivE '^(kernel32|advapi32|bcrypt|bcryptprimitives|ntdll|user32|userenv|ws2_32|ole32|oleaut32|shell32|msvcrt|api-ms-win-.*)\.dll$' || true)
    [ -z "$foreign" ] || {
        echo "scorebook.exe needs $foreign" >&2
        exit 1
    }
}

wine_ready() {
    mkdir -p "$built"
    if [ ! -d "$WINEPREFIX/drive_c" ]; then
        env -u DISPLAY timeout 300 wineboot -i >/dev/null 2>&1
        wineserver -w
    fi
    x86_64-w64-mingw32-gcc -O2 -s -shared -o "$WINEPREFIX/drive_c/windows/system32/bcryptprimitives.dll" scripts/windows/bcryptprimitives.c -ladvapi32
    x86_64-w64-mingw32-gcc -O2 -s -municode -o "$built/hold.exe" scripts/windows/hold.c
}

# The same steps by one program, in a folder with Han signs and spaces. What it prints and how it ends stand beside the folder.
steps() {
    local kind=$1
    shift
    local program=("$@") desk number=0
    desk=$place/$kind/"部门 资料 一"
    mkdir -p "$desk/收件 箱" "$desk/桌面"
    cd "$desk"
    cp "$root"/samples/live-commerce-zh-CN-2026-10.xlsx "十月 工作簿.xlsx"
    cp "$root"/samples/live-commerce-zh-CN-2026-11.xlsx "十一月 工作簿.xlsx"
    cp "$root"/samples/errors/E212.xlsx "有错 的.xlsx"
    cp "十一月 工作簿.xlsx" 桌面/
    cp "有错 的.xlsx" 桌面/坏.xlsx
    cp "十月 工作簿.xlsx" "收件 箱/"
    local long="" part="一个名字很长的文件夹一个名字很长的文件夹一个名字很长的文件夹"
    for _ in 1 2 3 4 5 6 7 8 9 10; do long+="$part/"; done
    step() {
        local wanted=$1 code=0
        shift
        number=$((number + 1))
        "${program[@]}" "$@" >"$place/$kind-$number.out" 2>"$place/$kind-$number.err" </dev/null || code=$?
        [ "$code" = "$wanted" ] || {
            echo "$kind: scorebook $* ended with $code, not $wanted" >&2
            cat "$place/$kind-$number.err" >&2
            exit 1
        }
    }
    step 0 new --sample --period 2026-12 --lang zh-CN -o "新 部门.xlsx"
    step 0 new --from "十一月 工作簿.xlsx" --lang zh-CN -o "下月.xlsx"
    step 1 check "十一月 工作簿.xlsx" "有错 的.xlsx" --json
    step 1 check "有错 的.xlsx" --issues "问题 清单.xlsx"
    step 0 run "十月 工作簿.xlsx" "十一月 工作簿.xlsx" -o "结果 夹" --archive "档案 库" --json
    step 0 run "十月 工作簿.xlsx" "十一月 工作簿.xlsx" -o "结果 二" --print-locked
    step 0 run "十一月 工作簿.xlsx" -o "$long" --no-person-files
    step 0 why "十一月 工作簿.xlsx" --id 赵立春 --archive "档案 库"
    step 0 archive verify --archive "档案 库"
    step 0 archive export --archive "档案 库" --csv --lang zh-CN
    step 0 rollup --archive "档案 库" --department 直播电商部 --period 2026Q4 -o "季度"
    step 0 watch "收件 箱" --archive "档案 二" --once --lang zh-CN
    step 1 --lang zh-CN 桌面/"十一月 工作簿.xlsx" 桌面/坏.xlsx
    step 0 rule "每低5%扣2分，扣完为止" --target 100% --value 88% --unit % --lang zh-CN
    step 0 explain E212 --lang zh-CN
    step 0 templates --lang zh-CN
    step 0 帮助 --lang zh-CN
    step 2 run --lang zh-CN
    cd "$root"
}

# A workbook that another program keeps to itself is told as such. (A folder of results with an open file in it, which Windows refuses to
# move, wine moves: src/cli/run/replace_folder.rs tests that.)
open_files() {
    local desk=$place/wine/"部门 资料 一"
    cd "$desk"
    mkfifo "$place/hold"
    wine "$built/hold.exe" "十一月 工作簿.xlsx" alone <"$place/hold" >"$place/held" 2>/dev/null &
    local holder=$! code=0
    exec 9>"$place/hold"
    for _ in $(seq 100); do [ -s "$place/held" ] && break || sleep 0.1; done
    wine "$exe" run "十一月 工作簿.xlsx" -o "结果 三" --no-person-files --lang zh-CN >/dev/null 2>"$place/open.err" </dev/null || code=$?
    exec 9>&-
    wait $holder
    rm "$place/hold"
    [ "$code" = 2 ] && grep -q 正在被其他程序使用 "$place/open.err" && [ ! -e "结果 三" ] || {
        echo "an open file: ended with $code" >&2
        cat "$place/open.err" >&2
        exit 1
    }
    # Closed, it is read.
    wine "$exe" run "十一月 工作簿.xlsx" -o "结果 三" --no-person-files --lang zh-CN >/dev/null 2>&1 </dev/null
    cd "$root"
}

printed() {
    tr '\\' / <"$1" | sed 's#//#/#g; /^用法/d'
}

compare() {
    wine_ready
    place=$root/target/windows-compare
    rm -rf "$place"
    mkdir -p "$place"
    export LANG=C.UTF-8 LC_ALL=C.UTF-8 TZ=UTC
    steps linux "$(realpath "${SCOREBOOK:-target/release/scorebook}")"
    steps wine wine "$exe"
    (cd "$place/linux" && find . -type f | LC_ALL=C sort) >"$place/linux.list"
    (cd "$place/wine" && find . -type f | LC_ALL=C sort) >"$place/wine.list"
    diff "$place/linux.list" "$place/wine.list"
    local wrong=0 same=0
    while read -r file; do
        case $file in
        # They tell when it happened, or what the journal's lines hash to, with their times.
        */journal.jsonl | */current.json | */2026Q4/*manifest.json | */2026Q4/*绩效汇总.xlsx) continue ;;
        esac
        if cmp -s "$place/linux/$file" "$place/wine/$file"; then
            same=$((same + 1))
        else
            echo "differs: $file" >&2
            wrong=1
        fi
    done <"$place/linux.list"
    for out in "$place"/linux-*.out; do
        # Paths have the other separator, and help names the program as it was called.
        diff <(printed "$out") <(printed "${out/linux-/wine-}") >&2 || wrong=1
    done
    [ "$wrong" = 0 ] || exit 1
    open_files
    wineserver -w
    echo "$same files of two systems are the same byte for byte; a file that is open elsewhere is told as such"
}

installer() {
    wine_ready
    local setup user installed
    setup=$(echo "$root"/target/dist/绩效簿-*-安装.exe)
    user=$WINEPREFIX/drive_c/users/$(id -un)
    installed=$user/AppData/Local/Programs/Scorebook
    links() { find "$user" -name '*.lnk' | sed "s#$user/##" | LC_ALL=C sort; }
    export LANG=C.UTF-8 LC_ALL=C.UTF-8
    wine "$setup" /S </dev/null
    wineserver -w
    echo "installed:"
    (cd "$installed" && find . -type f | LC_ALL=C sort)
    links
    cmp "$exe" "$installed/scorebook.exe"
    [ "$(links | wc -l)" = 4 ] || {
        echo "not all shortcuts are there" >&2
        exit 1
    }
    # What is sent to it lies beside the workbook, wherever the program is.
    rm -rf "$root/target/windows-desk"
    mkdir -p "$root/target/windows-desk"
    cp samples/customer-service-zh-CN-2026-11.xlsx "$root/target/windows-desk/十一月.xlsx"
    wine "$installed/scorebook.exe" "$root/target/windows-desk/十一月.xlsx" </dev/null
    [ -f "$root/target/windows-desk/绩效结果/客户服务部/2026-11/results.json" ]
    echo 我的 >"$installed/我的笔记.txt"
    wine "$installed/uninstall.exe" /S "_?=C:\users\$(id -un)\AppData\Local\Programs\Scorebook" </dev/null
    wineserver -w
    local left
    left=$(find "$installed" -type f | sed "s#$installed/##" | grep -v '^uninstall.exe$' || true)
    [ "$left" = 我的笔记.txt ] && [ -z "$(links)" ] || {
        echo "left behind: $left $(links)" >&2
        exit 1
    }
    rm -rf "$installed"
    echo "taken away; what a person put there stayed"
}

clerk() {
    wine_ready
    LANG=C.UTF-8 LC_ALL=C.UTF-8 scripts/ten_steps.py terminal "${1:-$(echo "$root"/target/dist/绩效簿-*-Windows.zip)}" target/ten-steps-windows
    wineserver -w
}

# Not in `.ci/run`: pictures are for people, and wine's windows take their time.
desktop() {
    local root_or_not=()
    [ "$(id -u)" = 0 ] || root_or_not=(sudo)
    "${root_or_not[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        xvfb xdotool x11-apps imagemagick fonts-wqy-zenhei >/dev/null
    LANG=C.UTF-8 LC_ALL=C.UTF-8 scripts/ten_steps.py desktop "${1:-$(echo "$root"/target/dist/绩效簿-*-安装.exe)}" target/ten-steps-desktop
}

suite() {
    wine_ready
    local runner=$built/run-under-wine
    # The tests start the program themselves, from within wine: without the runner, which would start wine again.
    printf '#!/bin/sh\nexec env -u CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUNNER wine "$@"\n' >"$runner"
    chmod +x "$runner"
    CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUNNER=$runner LANG=C.UTF-8 cargo_for_windows test --test suite -- "$@"
}

command=${1:-}
case $command in
install | build | compare | installer | clerk | desktop | suite) shift && "$command" "$@" ;;
*) sed -n '2,11s/^# \{0,1\}//p' "$0" >&2 && exit 2 ;;
esac
