//! Text as it was before it was copied: bytes of several encodings, the pronunciation that some web pages put behind letters, and runs
//! that a page cut in the middle of a letter.

use std::collections::{BTreeMap, BTreeSet};

use encoding_rs::{BIG5, Encoding, GB18030, GBK, UTF_16BE, UTF_16LE};

/// The text of bytes: UTF-8, UTF-16 with its mark, else the Chinese code pages. `None` where they are no text.
pub(super) fn text(bytes: &[u8]) -> Option<String> {
    let plain = |text: String| {
        let is_text = text.chars().all(|c| !c.is_control() || matches!(c, '\t' | '\n' | '\r' | '\u{c}'));
        (is_text && !text.contains('\u{fffd}')).then_some(text)
    };
    let by = |encoding: &'static Encoding| {
        let (text, _, broken) = encoding.decode(bytes);
        (!broken).then(|| text.into_owned())
    };
    if bytes.starts_with(b"\xFF\xFE") {
        return by(UTF_16LE).and_then(plain);
    }
    if bytes.starts_with(b"\xFE\xFF") {
        return by(UTF_16BE).and_then(plain);
    }
    let bare = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if let Ok(text) = std::str::from_utf8(bare) {
        // A text that was copied with a broken letter holds the sign of it; only control characters make it none.
        return text
            .chars()
            .all(|c| !c.is_control() || matches!(c, '\t' | '\n' | '\r' | '\u{c}'))
            .then(|| text.to_owned());
    }
    // Most texts of the one are letters of the other too: the words tell which.
    let known = |text: &String| {
        let sections = ["heading", "label", "row"].into_iter().flat_map(super::words::section);
        sections
            .flat_map(|(_, words)| words)
            .filter(|word| word.chars().count() > 1 && super::words::find(text, word).is_some())
            .count()
    };
    let (simplified, traditional) = (by(GB18030).and_then(plain), by(BIG5).and_then(plain));
    match (&simplified, &traditional) {
        (Some(one), Some(other)) if known(other) > known(one) => traditional,
        (Some(_), _) => simplified,
        _ => traditional,
    }
}

/// What was mended of a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Mended {
    /// The text.
    pub(super) text: String,
    /// Runs that were put together again.
    pub(super) repaired: Vec<String>,
}

/// A text without pronunciations behind its letters, and with its broken runs put together where the text itself tells how.
pub(super) fn mended(typed: &str) -> Mended {
    let letters: Vec<char> = typed.chars().collect();
    let sounds = sounds(&letters);
    // One or two such brackets are somebody's words.
    if sounds.values().flatten().count() < 3 && !typed.contains(['?', '\u{fffd}']) {
        return Mended { text: typed.to_owned(), repaired: Vec::new() };
    }
    let evidence = Evidence::of(&letters);
    let mut out = Mended::default();
    let mut at = 0_usize;
    while let Some(letter) = letters.get(at).copied() {
        if let Some((repaired, next)) = evidence.repair(&letters, at) {
            let name = repaired.trim_start_matches('。').to_owned();
            if out.text.ends_with(['。', '；', '\n']) || out.text.is_empty() {
                out.text.push_str(&name)
            } else {
                out.text.push_str(&repaired)
            }
            out.repaired.push(name);
            at = next;
        } else if let Some(next) = sound_at(&letters, at).filter(|_| evidence.has_sounds) {
            at = next;
        } else {
            out.text.push(letter);
            at = at.saturating_add(1);
        }
    }
    out
}

fn is_han(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

/// Where a pronunciation in brackets that begins here ends.
fn sound_at(letters: &[char], at: usize) -> Option<usize> {
    let before = at.checked_sub(1).and_then(|before| letters.get(before))?;
    if !is_han(*before) || !matches!(letters.get(at), Some('(' | '（')) {
        return None;
    }
    let inside: Vec<char> =
        letters.iter().skip(at.saturating_add(1)).take(8).copied().take_while(|c| !matches!(c, ')' | '）')).collect();
    let close = at.saturating_add(inside.len()).saturating_add(1);
    let is_sound = (1..=6).contains(&inside.len())
        && inside.iter().all(|c| c.is_ascii_lowercase() || TONES.contains(*c))
        && inside.iter().any(|c| TONES.contains(*c));
    (is_sound && matches!(letters.get(close), Some(')' | '）'))).then(|| close.saturating_add(1))
}

/// Letters of pinyin with their tones.
const TONES: &str = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńň";

/// Which letters each pronunciation stands behind.
fn sounds(letters: &[char]) -> BTreeMap<String, Vec<char>> {
    let mut sounds: BTreeMap<String, Vec<char>> = BTreeMap::new();
    for at in 0..letters.len() {
        if let Some(end) = sound_at(letters, at)
            && let Some(before) = at.checked_sub(1).and_then(|before| letters.get(before))
        {
            let inside = letters.get(at.saturating_add(1)..end.saturating_sub(1)).unwrap_or_default();
            sounds.entry(inside.iter().collect()).or_default().push(*before);
        }
    }
    sounds
}

/// What a text says of its own words: which letters it holds, and which follow one another.
struct Evidence {
    has_sounds: bool,
    sounds: BTreeMap<String, Vec<char>>,
    letters: BTreeSet<char>,
    pairs: BTreeSet<(char, char)>,
}

impl Evidence {
    fn of(letters: &[char]) -> Self {
        let sounds = sounds(letters);
        let mut plain: Vec<char> = Vec::new();
        let mut at = 0_usize;
        while let Some(letter) = letters.get(at).copied() {
            at = sound_at(letters, at).unwrap_or_else(|| {
                plain.push(letter);
                at.saturating_add(1)
            });
        }
        let pairs = plain.iter().zip(plain.iter().skip(1)).map(|(one, other)| (*one, *other)).collect();
        Self {
            has_sounds: sounds.values().flatten().count() >= 3,
            letters: plain.iter().copied().filter(|c| is_han(*c)).collect(),
            sounds,
            pairs,
        }
    }

    /// The run that begins with signs of lost bytes here, put together again, and what follows it. A page that lost a byte
    /// reads every letter from the middle of one to the middle of the next; the letters in between are all still there, and
    /// those at both ends are the only ones that this text has between these neighbours.
    fn repair(&self, letters: &[char], at: usize) -> Option<(String, usize)> {
        /// Letters of the longest run.
        const LONGEST: usize = 24;
        let is_lost = |c: &char| matches!(c, '?' | '\u{fffd}');
        if !letters.get(at).is_some_and(is_lost) || at.checked_sub(1).and_then(|b| letters.get(b)).is_some_and(is_lost)
        {
            return None;
        }
        let lost = letters.iter().skip(at).take_while(|c| is_lost(c)).count();
        let from = at.saturating_add(lost);
        let middle: Vec<char> = letters.iter().skip(from).take(LONGEST).copied().take_while(|c| !is_lost(c)).collect();
        let end = from.saturating_add(middle.len());
        if middle.is_empty() || !letters.get(end).is_some_and(is_lost) {
            return None;
        }
        let typed: String = middle.iter().collect();
        let (bytes, _, broken) = GBK.encode(&typed);
        // Letters of one byte stand between the broken ones in no such run.
        if broken || bytes.len() != middle.len().saturating_mul(2) {
            return None;
        }
        let (first, rest) = bytes.split_first()?;
        let (last, inner) = rest.split_last()?;
        let (inner, _, broken) = GBK.decode(inner);
        if broken || !inner.chars().all(is_han) {
            return None;
        }
        let inner: Vec<char> = inner.chars().collect();
        let after = end.saturating_add(letters.iter().skip(end).take_while(|c| is_lost(c)).count());
        let byte = |letter: char, second: bool| {
            let text = letter.to_string();
            let (bytes, _, _) = GBK.encode(&text);
            bytes.get(usize::from(second)).copied()
        };
        let one = |mut found: Vec<char>| {
            found.dedup();
            if found.len() == 1 { found.pop() } else { None }
        };
        let next = inner.first().copied();
        let heads = self.letters.iter().copied().filter(|c| byte(*c, true) == Some(*first));
        let heads: Vec<char> = match next {
            Some(next) => heads.filter(|c| self.pairs.contains(&(*c, next))).collect(),
            None => heads.collect(),
        };
        let head = one(heads)?;
        let before = inner.last().copied().unwrap_or(head);
        let mut whole: String = if lost > 1 { "。".to_owned() } else { String::new() };
        whole.push(head);
        whole.extend(&inner);
        // wù): the sound of a letter whose opening bracket was lost too.
        let sound: String = letters.iter().skip(after).take(7).take_while(|c| !matches!(c, ')' | '）')).collect();
        let behind = self.sounds.get(&sound).cloned().unwrap_or_default();
        let tails: Vec<char> = self.letters.iter().copied().filter(|c| byte(*c, false) == Some(*last)).collect();
        let follows = |tail: char| behind.iter().copied().filter(move |c| self.pairs.contains(&(tail, *c)));
        let near: Vec<char> = tails.iter().copied().filter(|c| self.pairs.contains(&(before, *c))).collect();
        let tail =
            one(near).or_else(|| one(tails.iter().copied().filter(|c| follows(*c).next().is_some()).collect()))?;
        whole.push(tail);
        let mut next = after;
        if !behind.is_empty()
            && letters.get(after.saturating_add(sound.chars().count())).is_some_and(|c| matches!(c, ')' | '）'))
        {
            if !behind.contains(&tail) {
                let mut followers: Vec<char> = follows(tail).collect();
                followers.sort_unstable();
                whole.push(one(followers)?);
            }
            next = after.saturating_add(sound.chars().count()).saturating_add(1);
        }
        Some((whole, next))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pronunciations_behind_letters_go_and_brackets_of_the_text_stay() {
        let typed = "崗位職責(zé)及團(tuán)隊(duì)指標(biāo)(KPI)（含a）";
        assert_eq!(mended(typed).text, "崗位職責及團隊指標(KPI)（含a）");
        assert_eq!(mended("轉化率(zé)").text, "轉化率(zé)");
    }

    #[test]
    fn a_run_cut_in_the_middle_of_its_letters_is_put_together_by_the_texts_own_words() {
        // 。客戶服務( and 。績效考核指標( in GBK, read one byte too late.
        let typed = "績效考核指標(biāo)模板。職責(zé)處理客戶咨詢,服務(wù)好團(tuán)隊(duì)??蛻舴?wù):處理。信息??冃Э己酥笜?biāo)1.主管";
        let found = mended(typed);
        assert_eq!(
            found.text,
            "績效考核指標模板。職責處理客戶咨詢,服務好團隊。客戶服務:處理。信息。績效考核指標1.主管"
        );
        assert_eq!(found.repaired, ["客戶服務", "績效考核指標"]);
        // Nothing in the text tells the letter: it stays as it is.
        let lonely = "團(tuán)隊(duì)職責(zé)??蛻舴?wù):處理";
        assert!(mended(lonely).text.contains("??蛻舴?"));
    }

    #[test]
    fn text_is_read_in_the_encodings_that_offices_use() {
        for encoding in [GBK, BIG5] {
            let typed = if encoding == BIG5 { "崗位：主播，權重四十" } else { "岗位：主播，权重40%" };
            let (bytes, _, _) = encoding.encode(typed);
            assert!(text(&bytes).is_some(), "{}", encoding.name());
        }
        assert_eq!(text("\u{feff}岗位".as_bytes()).as_deref(), Some("岗位"));
        assert_eq!(text(b"\x00\x01\x02"), None);
    }
}
