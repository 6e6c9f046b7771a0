#!/usr/bin/env bash
# What people download, into target/dist: a zip and an installer for Windows, a tar.gz for Linux, and the SHA-256 sums of all. Needs the
# programs that scripts/windows.sh installs. Whoever has them already: SKIP_BUILD=1.
set -euo pipefail
cd "$(dirname "$0")/.."
version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -1)
out=$PWD/target/dist
rm -rf "$out"
mkdir -p "$out"

if [ -z "${SKIP_BUILD:-}" ]; then
    cargo build --locked --release
    scripts/windows.sh build
    web/build.sh target/scorebook.html
fi

# What goes beside the program, on every system.
papers() {
    mkdir -p "$1/样例" "$1/使用说明"
    cp LICENSE-MIT LICENSE-APACHE "$1/"
    cp samples/live-commerce-{zh-CN,zh-TW,en}-2026-1[01].xlsx samples/customer-service-zh-CN-2026-11.xlsx "$1/样例/"
    cp docs/guide.zh-CN.md docs/guide.md docs/guide.zh-TW.md docs/rules.zh-CN.md docs/rules.md "$1/使用说明/"
    cp -r docs/guide "$1/使用说明/"
}

windows=$out/绩效簿-$version-Windows
mkdir -p "$windows"
cp target/windows/scorebook.exe "$windows/"
# Notepad of every Windows reads UTF-8 with a mark, and lines that end in CR LF.
{ printf '\xef\xbb\xbf'; sed 's/$/\r/' dist/files/先看我.txt; } >"$windows/先看我.txt"
papers "$windows"
cp target/scorebook.html "$windows/绩效簿.html"
# The same files give the same archive: their times are the version's, not the day's.
find "$out" -exec touch -h -d '2026-01-01 00:00:00 UTC' {} +
# Names are said to be UTF-8, which Info-ZIP does not say: Windows would take them for the signs of its own code page.
(cd "$out" && python3 - "绩效簿-$version-Windows" <<'PACK'
import sys, zipfile
from pathlib import Path
folder = Path(sys.argv[1])
with zipfile.ZipFile(f"{folder}.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        about = zipfile.ZipInfo(path.as_posix(), (2026, 1, 1, 0, 0, 0))
        about.compress_type, about.create_system, about.external_attr = zipfile.ZIP_DEFLATED, 0, 0
        packed.writestr(about, path.read_bytes())
PACK
)

# One line of removal for each installed file, deepest folders last.
removals=$out/removals.nsh
{
    printf '\xef\xbb\xbf!macro REMOVE_FILES\n'
    (cd "$windows" && find . -type f -printf '  Delete "$INSTDIR\\%P"\n' | tr / '\\' | LC_ALL=C sort)
    (cd "$windows" && find . -mindepth 1 -depth -type d -printf '  RMDir "$INSTDIR\\%P"\n' | tr / '\\')
    printf '!macroend\n'
} >"$removals"
(cd dist/windows && makensis -V2 -INPUTCHARSET UTF8 -DVERSION="$version" -DFILES="$windows" -DREMOVALS="$removals" \
    -DOUT="$out/绩效簿-$version-安装.exe" setup.nsi)
rm "$removals"

linux=$out/scorebook-$version-linux-x86_64
mkdir -p "$linux"
cp target/release/scorebook "$linux/"
cp dist/files/先看我.txt README.md README.zh-CN.md "$linux/"
cp target/scorebook.html "$linux/"
papers "$linux"
find "$linux" -exec touch -h -d '2026-01-01 00:00:00 UTC' {} +
tar -C "$out" --sort=name --owner=0 --group=0 --numeric-owner -cf - "$(basename "$linux")" | gzip -9n >"$linux.tar.gz"

rm -rf "$windows" "$linux"
(cd "$out" && sha256sum * >SHA256SUMS.txt && cat SHA256SUMS.txt)
