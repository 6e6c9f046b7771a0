#!/usr/bin/env bash
# Makes scorebook.html: the whole program as one page. `web/build.sh [OUT.html]`, by default target/web/scorebook.html.
#
# What it needs beside cargo: the standard library for WebAssembly. Where rustup has it (`rustup target add wasm32-unknown-unknown`), that
# is taken; else, or with SCOREBOOK_PAGE_DEBIAN=1, Debian's compiler with its library's sources, which is installed.
set -euo pipefail
out=${1:+$(realpath -m "$1")}
cd "$(dirname "$0")"

target=wasm32-unknown-unknown
folder=${SCOREBOOK_PAGE_TARGET:-$(realpath ..)/target/web}
out=${out:-$folder/scorebook.html}
mkdir -p "$folder" "$(dirname "$out")"

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

if [ -z "${SCOREBOOK_PAGE_DEBIAN:-}" ] && [ -d "$(rustc --print sysroot)/lib/rustlib/$target/lib" ]; then
    cargo build --locked --release --lib --target "$target" --target-dir "$folder"
else
    if [ ! -x /usr/bin/rustc ] || [ ! -d /usr/lib/rustlib/src/rust/library ]; then
        as_root apt-get update -qq
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends rustc-web cargo-web rust-web-src >/dev/null
    fi
    # The linker: that of a toolchain of rustup's, else LLVM's.
    linker=$(find "$(rustc --print sysroot)/lib/rustlib" -name rust-lld -path '*/bin/*' 2>/dev/null | head -n 1)
    [ -n "$linker" ] || linker=$(ls /usr/bin/wasm-ld* 2>/dev/null | sort -V | tail -n 1)
    if [ -z "$linker" ]; then
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends lld >/dev/null
        linker=$(ls /usr/bin/wasm-ld* | sort -V | tail -n 1)
    fi
    # The library is compiled for the page too; that is a matter of unstable cargo, in a compiler that is a release.
    env -u RUSTUP_TOOLCHAIN RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER="$linker" \
        /usr/bin/cargo build --locked --release --lib -Z build-std=std,panic_abort --target "$target" --target-dir "$folder"
fi
cargo build --locked --profile pack -p pack --target-dir "$folder"
"$folder/pack/pack" "$folder/$target/release/scorebook_page.wasm" page texts "$out"
