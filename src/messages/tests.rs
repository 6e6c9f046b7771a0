//! Every language is complete: the same texts, the same attributes, the same arguments, no mistakes in a file.

use std::collections::{BTreeMap, BTreeSet};

use super::*;

/// The `{ $name }` arguments that a text uses, by id (`E101`, `E101.hint`).
fn arguments(lang: Lang) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (_, source) in sources(lang) {
        let mut id = String::new();
        let mut entry = String::new();
        for line in source.lines().filter(|line| !line.starts_with('#')) {
            let start = line.split('=').next().unwrap_or_default().trim();
            if line.starts_with(|c: char| c.is_ascii_alphabetic()) {
                id = start.to_owned();
                entry = id.clone();
                assert!(found.insert(entry.clone(), BTreeSet::new()).is_none(), "{} has {id} twice", lang.tag());
            } else if start.starts_with('.') && line.contains('=') {
                entry = format!("{id}{start}");
                found.insert(entry.clone(), BTreeSet::new());
            }
            for part in line.split('$').skip(1) {
                let name: String =
                    part.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-' || *c == '_').collect();
                found.entry(entry.clone()).or_default().insert(name);
            }
        }
    }
    found
}

#[test]
fn every_file_is_well_formed() {
    for lang in Lang::ALL {
        for (area, source) in sources(lang) {
            if let Err((_, errors)) = FluentResource::try_new((*source).to_owned()) {
                panic!("{}/{area}: {errors:?}", lang.tag());
            }
        }
    }
}

#[test]
fn every_language_has_every_text_with_the_same_arguments() {
    let first = arguments(Lang::ZhCn);
    for lang in [Lang::ZhTw, Lang::En] {
        let other = arguments(lang);
        for (id, args) in &first {
            assert_eq!(other.get(id), Some(args), "{} {id}", lang.tag());
        }
        for id in other.keys() {
            assert!(first.contains_key(id), "{} has {id}, which zh-CN lacks", lang.tag());
        }
    }
}

#[test]
fn traditional_texts_hold_no_simplified_character() {
    // Characters that only Simplified writing has; a text copied from zh-CN has some of them in nearly every line.
    const SIMPLIFIED: &str = "对档区询担开这说为时间关门应该让语认请谁个们过还进远运动务员单价优条机权标样检业东两严乐书买产亲仅从众\
        会传伤体侧债儿册写农冲决况净减几创别剂劳势区医协压县参发变叶号听响团围图场处备够头夺奖妇学实宝审宽对导将尔层属岁岗师带帮\
        并广庆应库废张强当录径总恶态惯惩愿戏战户执扩扫扬护报拟拥择挂换据损摆数断无旧显暂术杂极构枪树档桥梦检欢残毁气汇";
    for (area, source) in sources(Lang::ZhTw) {
        for (line, text) in source.lines().enumerate().filter(|(_, text)| !text.starts_with('#')) {
            let found: String = text.chars().filter(|c| SIMPLIFIED.contains(*c) && !"并术".contains(*c)).collect();
            assert_eq!(found, "", "{area} line {}: {text}", line + 1);
        }
    }
}

#[test]
fn traditional_texts_say_it_in_the_words_of_taiwan() {
    // As Office and offices there have it: 資訊, 檔案, 資料夾, 校閱, 預設, 螢幕, 滑鼠, 選單, 程式, 軟體, 列印.
    const ELSEWHERE: [&str; 15] = [
        "信息",
        "文件夾",
        "審閱",
        "考覈",
        "默認",
        "屏幕",
        "鼠標",
        "菜單",
        "程序",
        "軟件",
        "打印",
        "單元格",
        "界面",
        "撤銷工作表",
        "粘貼",
    ];
    for (area, source) in sources(Lang::ZhTw) {
        for (line, text) in source.lines().enumerate().filter(|(_, text)| !text.starts_with('#')) {
            let found: Vec<_> = ELSEWHERE.iter().filter(|word| text.contains(**word)).collect();
            assert!(found.is_empty(), "{area} line {}: {found:?} in {text}", line + 1);
        }
    }
}

#[test]
fn a_list_is_parted_as_the_language_parts_it() {
    let hint = |lang| attribute(lang, "E217", "hint", &[("cells", "C5、C6")]).unwrap();
    assert_eq!(hint(Lang::En), "Check C5, C6");
    assert!(hint(Lang::ZhCn).contains("C5、C6") && hint(Lang::ZhTw).contains("C5、C6"));
}

#[test]
fn one_of_a_thing_is_told_as_one() {
    let told = |errors, notes| {
        say(Lang::En, "cli-check-errors", &[("file", "a"), ("errors", errors), ("warnings", "0"), ("notes", notes)])
    };
    assert_eq!(told("1", "2"), "a: 1 error, 0 warnings, 2 notes; mend them and run again");
    assert_eq!(told("11", "1"), "a: 11 errors, 0 warnings, 1 note; mend them and run again");
}
