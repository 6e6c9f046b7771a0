//! The language of the command line itself, before any workbook is known.
#![expect(clippy::disallowed_methods, reason = "the environment is this edge's matter")]

use std::ffi::OsString;

use crate::lang::Lang;

/// The language of help and of messages that belong to no workbook: `--lang`, else the environment's locale, else the system's on
/// Windows, which sets no locale variable; else Simplified Chinese.
pub(super) fn command_language(arguments: &[OsString]) -> Lang {
    asked(arguments).or_else(environment).unwrap_or_default()
}

/// The value of `--lang` wherever it stands; needed before clap parses, because its help is in that language.
fn asked(arguments: &[OsString]) -> Option<Lang> {
    let mut words = arguments.iter().filter_map(|word| word.to_str());
    while let Some(word) = words.next() {
        if word == "--lang" {
            return words.next().and_then(Lang::from_tag);
        }
        if let Some(tag) = word.strip_prefix("--lang=") {
            return Lang::from_tag(tag);
        }
    }
    None
}

fn environment() -> Option<Lang> {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.is_empty());
    set.or_else(of_the_system).and_then(|value| of_locale(&value))
}

/// The language that Windows speaks to its user; elsewhere the environment has said it.
#[cfg(windows)]
fn of_the_system() -> Option<String> {
    sys_locale::get_locale()
}

#[cfg(not(windows))]
const fn of_the_system() -> Option<String> {
    None
}

/// `zh_TW.UTF-8` → zh-TW; locales of other languages and `C` say nothing.
fn of_locale(value: &str) -> Option<Lang> {
    let name = value.split(['.', '@']).next()?.replace('_', "-").to_ascii_lowercase();
    if ["zh-tw", "zh-hk", "zh-mo", "zh-hant"].iter().any(|tag| name.starts_with(tag)) {
        Some(Lang::ZhTw)
    } else if name.starts_with("zh") {
        Some(Lang::ZhCn)
    } else if name.starts_with("en") {
        Some(Lang::En)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locales_name_one_of_the_three_languages() {
        for (locale, lang) in [
            ("zh_CN.UTF-8", Some(Lang::ZhCn)),
            ("zh_TW", Some(Lang::ZhTw)),
            ("zh-Hant-HK", Some(Lang::ZhTw)),
            ("en_GB.UTF-8", Some(Lang::En)),
            ("C.UTF-8", None),
            ("fr_FR", None),
        ] {
            assert_eq!(of_locale(locale), lang, "{locale}");
        }
    }

    #[test]
    fn the_option_wins_wherever_it_stands() {
        let arguments: Vec<OsString> = ["scorebook", "check", "x.xlsx", "--lang=en"].map(OsString::from).into();
        assert_eq!(asked(&arguments), Some(Lang::En));
    }
}
