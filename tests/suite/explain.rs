//! `scorebook explain CODE`: every code of the catalogue has an answer in every language.

use assert_cmd::Command;
use scorebook::lang::Lang;
use scorebook::problem::{Code, render};

fn explain(arguments: &[&str]) -> (i32, String, String) {
    let output = Command::cargo_bin("scorebook").unwrap().arg("explain").args(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn a_code_is_explained_on_standard_output_in_the_language_asked_for() {
    let (status, out, err) = explain(&["e104", "--lang", "zh-CN"]);
    assert_eq!((status, err.as_str()), (0, ""));
    assert!(out.starts_with("E104 (错误)\n"), "{out}");
    assert!(out.contains("怎么改"), "{out}");
    let (_, english, _) = explain(&["Ｅ１０４", "--lang", "en"]);
    assert!(english.starts_with("E104 (error)\n"), "{english}");
}

#[test]
fn an_unknown_code_is_a_mistake_of_usage_answered_with_the_nearest() {
    let (status, out, err) = explain(&["E1O4", "--lang", "zh-CN"]);
    assert_eq!((status, out.as_str()), (2, ""));
    assert!(err.contains("E104"), "{err}");
    let (status, _, err) = explain(&["工资", "--lang", "zh-CN"]);
    assert_eq!(status, 2);
    assert!(err.contains("没有 工资 这个问题代码"), "{err}");
}

#[test]
fn every_code_says_what_why_and_how_to_mend_in_every_language() {
    for lang in Lang::ALL {
        for code in Code::ALL {
            let text = render::explanation(*code, lang);
            // A title and an answer for each of: what, why, example, mend.
            assert!(text.matches("\n    ").count() >= 4, "{} {}", code.id(), lang.tag());
        }
    }
}
