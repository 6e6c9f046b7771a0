//! File and folder names made of data: departments, roles, people. Safe on Windows, macOS and Linux in any script.

use unicode_normalization::UnicodeNormalization;

use crate::text;

/// The longest cleaned name in UTF-8 bytes (40 Han characters). Two of them, a period and an extension stay within the 255 bytes
/// of a Linux file name, and a few of them within the 260 characters of a Windows path.
const LONGEST: usize = 120;

/// Names that Windows keeps for devices, whatever extension follows.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// What stands where nothing usable is left of a name.
const NAMELESS: &str = "_";

/// A name as one part of a path: no separators, no `..`, no reserved names, no invisible characters, not too long.
pub fn clean(name: &str) -> String {
    let shown: String = name.nfc().filter(|c| c.is_control() || !text::is_invisible(*c)).map(replaced).collect();
    let whole = trimmed(&cut(trimmed(&shown), LONGEST)).to_owned();
    if whole.is_empty() {
        NAMELESS.to_owned()
    } else if is_device(&whole) {
        // In front of a dot too: Windows looks at what stands before the first one.
        format!("{NAMELESS}{whole}")
    } else {
        whole
    }
}

/// Cleaned names that differ from each other on file systems that ignore case: the later of two ends in `~2`, `~3` ….
pub fn distinct<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut taken = std::collections::BTreeSet::new();
    names
        .into_iter()
        .map(|name| {
            let whole = clean(name);
            let mut candidate = whole.clone();
            let mut number = 2_u32;
            while !taken.insert(folded(&candidate)) {
                candidate = numbered(&whole, number);
                number = number.saturating_add(1);
            }
            candidate
        })
        .collect()
}

/// A cleaned name with `~2` at its end, within the greatest length.
pub fn numbered(cleaned: &str, number: u32) -> String {
    let mark = format!("~{number}");
    cut(cleaned, LONGEST.saturating_sub(mark.len())) + &mark
}

/// The form under which two names are one file where case does not count.
pub fn folded(name: &str) -> String {
    name.nfc().flat_map(char::to_lowercase).collect()
}

/// Characters that Windows refuses, and controls, become `_`.
fn replaced(character: char) -> char {
    if matches!(character, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|') || character.is_control() {
        '_'
    } else if character.is_whitespace() {
        ' '
    } else {
        character
    }
}

/// Dots at the start hide a file, dots and spaces at the end vanish on Windows; `..` leaves the folder.
fn trimmed(name: &str) -> &str {
    name.trim_start_matches([' ', '.']).trim_end_matches([' ', '.'])
}

fn is_device(name: &str) -> bool {
    let stem = folded(name.split('.').next().unwrap_or_default().trim_end());
    if DEVICES.contains(&stem.as_str()) {
        return true;
    }
    let port = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
    port.is_some_and(|rest| {
        let mut rest = rest.chars();
        // Windows reads the superscript digits as port numbers too.
        matches!((rest.next(), rest.next()), (Some('0'..='9' | '¹' | '²' | '³'), None))
    })
}

fn cut(text: &str, bytes: usize) -> String {
    let mut left = bytes;
    text.chars()
        .take_while(|c| {
            let fits = c.len_utf8() <= left;
            left = left.saturating_sub(c.len_utf8());
            fits
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_reserved_names_and_hidden_signs_are_cleaned() {
        for (typed, safe) in [
            ("直播电商部", "直播电商部"),
            ("华东/电商", "华东_电商"),
            ("../../etc", "_.._etc"),
            ("..", "_"),
            ("", "_"),
            ("CON", "_CON"),
            ("nul.txt", "_nul.txt"),
            ("COM1", "_COM1"),
            ("comedy", "comedy"),
            ("a\u{202e}b\u{200b}", "ab"),
            ("部门 . ", "部门"),
            (".hidden", "hidden"),
            ("a<b>:c|d?*\"", "a_b__c_d___"),
            ("الموارد البشرية", "الموارد البشرية"),
        ] {
            assert_eq!(clean(typed), safe, "{typed:?}");
        }
    }

    #[test]
    fn names_that_differ_in_case_only_get_different_files() {
        assert_eq!(
            distinct(["Sales", "sales", "A/B", "a_b", "SALES"]),
            ["Sales", "sales~2", "A_B", "a_b~2", "SALES~3"]
        );
        let long = "很".repeat(60);
        let names = distinct([long.as_str(), long.as_str()]);
        assert!(names.iter().all(|name| name.len() <= LONGEST));
        assert_ne!(names.first(), names.last());
    }

    proptest::proptest! {
        #[test]
        fn every_cleaned_name_is_one_safe_part_of_a_path(name in ".{0,200}") {
            let safe = clean(&name);
            proptest::prop_assert!(!safe.is_empty() && safe.len() <= LONGEST.saturating_add(1));
            let has_separators = safe.contains(['/', '\\', ':', '\0']);
            proptest::prop_assert!(!has_separators && safe != ".." && safe != ".");
            proptest::prop_assert_eq!(clean(&safe), safe);
        }
    }
}
