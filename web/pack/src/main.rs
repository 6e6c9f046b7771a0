//! `pack PROGRAM.wasm PAGE_FOLDER TEXTS_FOLDER OUT.html`: one page of the door, its scripts, texts and looks.
//!
//! The scripts are modules; here they become one script in the order of [`MODULES`], without their imports and exports. What the page may
//! do stands in its policy: scripts and styles by their hashes, and no way to anywhere.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::io::Write;
use std::path::Path;
use std::{env, fs};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// The page's modules: each after those that it imports, but for functions that are called later.
const MODULES: [&str; 11] = [
    "dom.js",
    "texts.js",
    "engine.js",
    "pictures.js",
    "figures.js",
    "problems.js",
    "scores.js",
    "person.js",
    "score.js",
    "bench.js",
    "rooms.js",
];

/// The module that puts the page together.
const MAIN: &str = "main.js";

/// The languages in the order of the choice; the first one has every text.
const LANGUAGES: [&str; 3] = ["zh-CN", "zh-TW", "en"];

/// The most bytes of a page: what an office sends by mail.
const MOST_BYTES: usize = 4_000_000;

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let args: Vec<String> = env::args().skip(1).collect();
    let [program, page, texts, out] = args.as_slice() else {
        return Err("usage: pack PROGRAM.wasm PAGE_FOLDER TEXTS_FOLDER OUT.html".into());
    };
    let page = Path::new(page);
    let read = |name: &str| fs::read_to_string(page.join(name)).map_err(|error| format!("{name}: {error}"));
    let (glue, wasm) = bound(program)?;
    let modules = MODULES.iter().chain([&MAIN]).map(|name| Ok((*name, read(name)?))).collect::<Outcome<Vec<_>>>()?;
    let script = inside(&format!("\"use strict\";\n{}", joined(&modules)?));
    let style = read("style.css")?;
    let policy = [
        "default-src 'none'".to_owned(),
        format!("script-src '{}' 'wasm-unsafe-eval' blob:", hash(&script)),
        "worker-src blob:".to_owned(),
        format!("style-src '{}'", hash(&style)),
        "connect-src 'none'".to_owned(),
        "img-src 'none'".to_owned(),
        "form-action 'none'".to_owned(),
        "base-uri 'none'".to_owned(),
    ];
    let html = read("index.html")?;
    let parts = [
        ("@POLICY@", policy.join("; ")),
        ("@STYLE@", style),
        ("@TEXTS@", inside(&all_texts(Path::new(texts))?)),
        ("@PROGRAM@", letters(&gzipped(&wasm)?)),
        ("@WORKER@", inside(&format!("{glue}\n{}", read("worker.js")?))),
        ("@SCRIPT@", script),
    ];
    let whole = filled(&html, &parts)?;
    fs::write(out, &whole)?;
    println!("{out}: {} bytes ({} of WebAssembly)", whole.len(), wasm.len());
    if whole.len() > MOST_BYTES {
        return Err(format!("that is more than {MOST_BYTES}").into());
    }
    Ok(())
}

/// What `wasm-bindgen` makes of the program: its glue, and the WebAssembly.
fn bound(program: &str) -> Outcome<(String, Vec<u8>)> {
    let mut output = wasm_bindgen_cli_support::Bindgen::new()
        .input_path(program)
        .no_modules(true)?
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .out_name("scorebook")
        .generate_output()?;
    Ok((output.js().to_owned(), output.wasm_mut().emit_wasm()))
}

/// Modules as one script; two top-level things of one name would be one.
fn joined(modules: &[(&str, String)]) -> Outcome<String> {
    let mut taken = BTreeSet::new();
    let mut script = String::new();
    for (name, text) in modules {
        script.push_str(&format!("// {name}\n"));
        for line in text.lines() {
            if line.starts_with("import ") || line.starts_with("export ") {
                if !line.ends_with(';') || line.starts_with("export ") && !line.starts_with("export {") {
                    return Err(format!("{name}: this line can't be taken out: {line}").into());
                }
                continue;
            }
            if let Some(own) = declared(line)
                && !taken.insert(own.to_owned())
            {
                return Err(format!("{name}: {own} is declared twice").into());
            }
            script.push_str(line);
            script.push('\n');
        }
    }
    Ok(script)
}

/// The name that a line at the top of a module declares.
fn declared(line: &str) -> Option<&str> {
    let rest =
        ["async function ", "function ", "class ", "const ", "let "].iter().find_map(|word| line.strip_prefix(word))?;
    rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next().filter(|name| !name.is_empty())
}

/// The texts of every language as one JSON; each language has the texts of the first, with the same arguments.
fn all_texts(folder: &Path) -> Outcome<String> {
    let mut all = serde_json::Map::new();
    let mut first: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for language in LANGUAGES {
        let text = fs::read_to_string(folder.join(format!("{language}.json")))?;
        let texts: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&text)?;
        let arguments: BTreeMap<String, BTreeSet<String>> =
            texts.iter().map(|(id, text)| (id.clone(), named(text.as_str().unwrap_or_default()))).collect();
        if first.is_empty() {
            first = arguments;
        } else if first != arguments {
            let other: Vec<_> =
                first.iter().filter(|(id, own)| arguments.get(*id) != Some(own)).map(|(id, _)| id).collect();
            return Err(format!("{language}: texts differ from {}: {other:?}", LANGUAGES[0]).into());
        }
        all.insert(language.to_owned(), texts.into());
    }
    Ok(serde_json::to_string(&all)?)
}

/// The `{names}` in a text.
fn named(text: &str) -> BTreeSet<String> {
    text.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0.to_owned())).collect()
}

/// A text as it may stand inside a script element.
fn inside(text: &str) -> String {
    text.replace("</script", "<\\/script").replace("<!--", "<\\!--")
}

fn hash(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text)))
}

fn gzipped(bytes: &[u8]) -> Outcome<Vec<u8>> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(bytes)?;
    Ok(packed.finish()?)
}

/// Bytes as letters, five for four, which is a sixteenth less than base 64. They begin at `(`; in place of `<` stands `!`, so that nothing
/// in them ends a script. `page/engine.js` takes them back.
fn letters(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() / 4 * 5 + 5);
    for part in bytes.chunks(4) {
        let mut word = [0; 4];
        word[..part.len()].copy_from_slice(part);
        let mut rest = u32::from_be_bytes(word);
        let mut five = [0; 5];
        for letter in five.iter_mut().rev() {
            let code = b'(' + (rest % 85) as u8;
            *letter = if code == b'<' { b'!' } else { code };
            rest /= 85;
        }
        text.extend(five[..=part.len()].iter().copied().map(char::from));
    }
    text
}

/// The page with each part in its one place. A part is never searched for places of others.
fn filled(html: &str, parts: &[(&str, String)]) -> Outcome<String> {
    let mut rest = html;
    let mut whole = String::new();
    while let Some((at, (place, part))) =
        parts.iter().filter_map(|part| Some((rest.find(part.0)?, part))).min_by_key(|(at, _)| *at)
    {
        whole.push_str(&rest[..at]);
        whole.push_str(part);
        rest = &rest[at + place.len()..];
    }
    whole.push_str(rest);
    let missing: Vec<_> = parts.iter().filter(|(place, _)| !html.contains(place)).map(|(place, _)| place).collect();
    if missing.is_empty() { Ok(whole) } else { Err(format!("no place for {missing:?}").into()) }
}
