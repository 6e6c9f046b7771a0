//! The files of other commands than `check`: documents and texts to adopt, forms to fill, answers of raters, next month's workbook,
//! and the sheets that people mark, agree targets and are paid by. Each is answered with its code within the same bounds.

use super::{HEAD, RELATIONS, container, list, made, part, repeated, row, xlsx};

/// A command over one file, and what it must say.
pub(super) struct Case {
    pub(super) what: &'static str,
    /// The file's name.
    pub(super) name: &'static str,
    pub(super) bytes: Vec<u8>,
    /// `FILE` stands for the file.
    pub(super) arguments: &'static [&'static str],
    /// What one of both streams must hold.
    pub(super) code: &'static str,
}

const ADOPT: &[&str] = &["adopt", "FILE", "-o", "新.xlsx", "--period", "2026-11", "--department", "甲", "--force"];
const FORM: &[&str] = &["form", "check", "FILE"];
const CHECK: &[&str] = &["check", "FILE"];
const NEXT: &[&str] = &["new", "--from", "FILE", "--period", "2026-12", "-o", "新.xlsx", "--force"];
const EXPORT: &[&str] = &["templates", "export", "FILE", "-o", "新.toml", "--force"];
const TABLE: [&str; 4] = ["岗位", "指标", "权重", "评分标准"];
const RULE: &str = "每低1%扣2分，扣完为止";

/// Every case, one after the other.
pub(super) fn cases(each: &mut dyn FnMut(Case)) {
    let mut case = |what, name, arguments, code, bytes| each(Case { what, name, bytes, arguments, code });
    // Texts.
    case("a text of a million letters", "表.txt", ADOPT, "E112", "销售额达成率权重三成".repeat(100_000).into_bytes());
    case("a text of 51 MB", "表.txt", ADOPT, "E112", vec![b'a'; 51 << 20]);
    case("a text of nothing but brackets", "表.txt", ADOPT, "E720", "（".repeat(390_000).into_bytes());
    let kpis: String = (0..1_100).map(|n| format!("指标{n}：权重1%。\n")).collect();
    case(
        "a text of eleven hundred KPIs",
        "表.txt",
        ADOPT,
        "E112",
        format!("一、主播\n绩效考核指标\n{kpis}").into_bytes(),
    );
    let lines = format!("销售额达成率：权重30%，{RULE}。\n").repeat(14_000);
    case(
        "fourteen thousand lines of one KPI",
        "表.txt",
        ADOPT,
        "E112",
        format!("一、主播\n绩效考核指标\n{lines}").into_bytes(),
    );
    // Documents.
    case(
        "a document of 300 MB",
        "表.docx",
        ADOPT,
        "E112",
        document("<w:p><w:r><w:t>", &"0".repeat(1000), 300_000, "</w:t></w:r></w:p>"),
    );
    case(
        "a document with a word of 30 MB",
        "表.docx",
        ADOPT,
        "E112",
        document("<w:p><w:r><w:t>", &"0".repeat(1000), 30_000, "</w:t></w:r></w:p>"),
    );
    case(
        "a document of a hundred thousand tables in one another",
        "表.docx",
        ADOPT,
        "E112",
        document("", "<w:tbl><w:tr><w:tc>", 100_000, ""),
    );
    case(
        "a document of two hundred thousand paragraphs",
        "表.docx",
        ADOPT,
        "E112",
        document("", &paragraph("销售额达成率"), 200_000, ""),
    );
    case(
        "a document with a table of half a million cells",
        "表.docx",
        ADOPT,
        "E112",
        document("<w:tbl>", &format!("<w:tr>{}</w:tr>", cell("", RULE).repeat(4)), 120_000, "</w:tbl>"),
    );
    // Sixty columns of cells that go on downwards, below many that go across.
    let across = format!("<w:tr>{}</w:tr>", cell(r#"<w:gridSpan w:val="2"/>"#, "").repeat(60)).repeat(800);
    let first = format!("<w:tr>{}</w:tr>", cell(r#"<w:vMerge w:val="restart"/>"#, "").repeat(60));
    case(
        "a document whose cells go on over six thousand rows",
        "表.docx",
        ADOPT,
        "E720",
        document(
            &format!("<w:tbl>{across}{first}"),
            &format!("<w:tr>{}</w:tr>", cell("<w:vMerge/>", "").repeat(60)),
            6_000,
            "</w:tbl>",
        ),
    );
    // Tables.
    let table = |rows: &mut dyn Iterator<Item = String>| made(&[("指标", row(&TABLE) + &rows.collect::<String>())]);
    let kpi = |role: usize, n: usize, weight: &str| row(&[&format!("主播{role}"), &format!("销售额{n}"), weight, RULE]);
    case(
        "a table of a hundred thousand rows",
        "表.xlsx",
        ADOPT,
        "E112",
        table(&mut (0..100_000).map(|_| kpi(0, 0, "30%"))),
    );
    case("a table of eleven hundred KPIs", "表.xlsx", ADOPT, "E112", table(&mut (0..1_100).map(|n| kpi(0, n, "1%"))));
    case(
        "a table of three hundred roles",
        "表.xlsx",
        ADOPT,
        "E112",
        table(&mut (0..900).map(|n| kpi(n / 3, n, "30%"))),
    );
    case("a table as large as may be", "表.xlsx", ADOPT, "", table(&mut (0..1_000).map(|n| kpi(n / 5, n, "20%"))));
    let wide: String = (0..10_000).map(|n| format!("<c t=\"inlineStr\"><is><t>指标{n}</t></is></c>")).collect();
    let merges: String =
        (0..20_000).map(|n| format!(r#"<mergeCell ref="A{}:BZ{}"/>"#, n * 10 + 3, n * 10 + 12)).collect();
    let merged = format!(
        "<worksheet><sheetData>{}{}</sheetData><mergeCells>{merges}</mergeCells></worksheet>",
        row(&TABLE),
        kpi(0, 0, "100%")
    );
    case(
        "a table of twenty thousand merged areas",
        "表.xlsx",
        ADOPT,
        "新.xlsx",
        xlsx(part("xl/sheet.xml", merged), Vec::new()),
    );
    case("a table of ten thousand columns", "表.xlsx", ADOPT, "E720", made(&[("指标", format!("<row>{wide}</row>"))]));
    // Forms.
    let form = |again: &str, times| {
        xlsx(
            repeated(
                "xl/sheet.xml",
                &format!("{HEAD}<worksheet><sheetData>{}", row(&["{{姓名}}"])),
                again,
                times,
                "</sheetData></worksheet>",
            ),
            Vec::new(),
        )
    };
    case(
        "a form of 300 MB",
        "表样.xlsx",
        FORM,
        "E112",
        form(&format!("<row><c><v>{}</v></c></row>", "0".repeat(1000)), 300_000),
    );
    case(
        "a form with a million and a half cells",
        "表样.xlsx",
        FORM,
        "E112",
        form("<row><c><v>1</v></c></row>", 1_500_000),
    );
    case("a form as large as may be", "表样.xlsx", FORM, "{{姓名}}", form("<row><c/></row>", 130_000));
    case("a form of five thousand places", "表样.xlsx", FORM, "E112", form(&row(&["{{姓名}}"]), 5_000));
    let unknown: String = (0..1_900).map(|n| row(&[&format!("{{{{某某某某某{n}}}}}")])).collect();
    case("a form of two thousand unknown places", "表样.xlsx", FORM, "E731", form(&unknown, 1));
    case(
        "a form with 40 MB of texts",
        "表样.xlsx",
        FORM,
        "E112",
        super::strings("<sst>", format!("<si><t>{}</t></si>", "0".repeat(1000)), 40_000, "</sst>"),
    );
    let sheets = list(
        "xl/workbook.xml",
        format!(r#"<workbook xmlns:r="{RELATIONS}"><sheets>"#),
        &|n| format!(r#"<sheet name="表{n}" r:id="r1"/>"#),
        900,
        "</sheets></workbook>",
    );
    let relations = part(
        "xl/_rels/workbook.xml.rels",
        format!(
            r#"<Relationships><Relationship Id="r1" Type="{RELATIONS}/worksheet" Target="sheet.xml"/></Relationships>"#
        ),
    );
    let sheet = part(
        "xl/sheet.xml",
        format!("<worksheet><sheetData>{}</sheetData></worksheet>", row(&["{{姓名}}"]).repeat(200)),
    );
    case("a form of nine hundred times one sheet", "表样.xlsx", FORM, "E1", container(vec![sheets, relations, sheet]));
    // Next month's workbook, and a template.
    for (arguments, what) in [(NEXT, "next month's of a bomb"), (EXPORT, "the template of a bomb")] {
        case(
            what,
            "上月.xlsx",
            arguments,
            "E112",
            super::cells("<row><c><v>", &*"0".repeat(1000), 300_000, "</v></c></row>"),
        );
    }
    case(
        "six thousand rows of who marks whom",
        "部门.xlsx",
        &["ratings", "send", "FILE", "-o", "发出的"],
        "E112",
        who_mark(500, 6_000, &|_| String::new()),
    );
    // Marks, targets of one's own, pay.
    let marks = |rows: &dyn Fn(usize) -> Vec<String>, count: usize| {
        let of = |n: usize| row(&rows(n).iter().map(String::as_str).collect::<Vec<_>>());
        office(
            500,
            &["工号", "姓名", "岗位"],
            ("评分-主播", row(&["工号", "姓名", "类别", "评分人", "态度"]) + &(0..count).map(of).collect::<String>()),
            &[],
        )
    };
    let mark = |id: String, rater: String, mark: String| vec![id, String::new(), "同级".to_owned(), rater, mark];
    case(
        "ninety thousand marks of one person",
        "表.xlsx",
        CHECK,
        "E112",
        marks(&|n| mark("E0".to_owned(), format!("李{n}"), "80".to_owned()), 90_000),
    );
    case(
        "ninety thousand marks that are none",
        "表.xlsx",
        CHECK,
        "E112",
        marks(&|n| mark(format!("E{}", n % 500), format!("李{}", n / 500), format!("大约{n}")), 90_000),
    );
    case(
        "fifty thousand marks of strangers",
        "表.xlsx",
        CHECK,
        "E112",
        marks(&|n| mark(format!("{}{n}", "F".repeat(60)), format!("李{n}"), "80".to_owned()), 50_000),
    );
    let goals: String = (0..6_000).map(|n| row(&[&format!("E{}", n % 500), "", "态度", &n.to_string()])).collect();
    let goals = ("个人目标", row(&["工号", "姓名", "指标", "目标值"]) + &goals);
    case(
        "six thousand targets of one's own",
        "表.xlsx",
        CHECK,
        "E112",
        office(500, &["工号", "姓名", "岗位"], goals, &[]),
    );
    let long = "绩效工资基数*绩效系数+".repeat(800) + "0";
    let pay = |formula: &str| {
        office(500, &["工号", "姓名", "岗位", "绩效工资基数"], ("别的", String::new()), &[["绩效工资", formula]])
    };
    case("a formula of pay of eight hundred terms", "表.xlsx", CHECK, "E272", pay(&long));
    case(
        "a formula of pay of three hundred powers",
        "表.xlsx",
        CHECK,
        "E",
        pay(&("绩效工资基数".to_owned() + &"^绩效工资基数".repeat(60))),
    );
}

/// So many people with opening passwords, each of whom marks the next.
pub(super) fn who_mark_each_other(people: usize) -> Vec<u8> {
    who_mark(people, people, &|n| format!("开门{n}号"))
}

/// So many people without passwords, each of whom marks the next.
pub(super) fn who_mark_openly(people: usize) -> Vec<u8> {
    who_mark(people, people, &|_| String::new())
}

/// So many people with these passwords, and rows of who marks whom.
fn who_mark(people: usize, rows: usize, password: &dyn Fn(usize) -> String) -> Vec<u8> {
    let staff: String =
        (0..people).map(|n| row(&[&format!("E{n}"), &format!("张{n}"), "主播", &password(n)])).collect();
    let marks: String = (0..rows)
        .map(|n| row(&[&format!("E{}", n % people), "", &format!("E{}", (n + 1 + n / people) % people), "同级"]))
        .collect();
    made(&[
        ("考核信息", row(&["部门", "甲"]) + &row(&["考核周期", "2026-11"])),
        (
            "考核指标",
            row(&["岗位", "指标", "权重", "计算公式", "单位", "目标值", "评分标准", "评分人"])
                + &row(&["主播", "态度", "100%", "", "", "", "按态度评定", "同级"]),
        ),
        ("人员名单", row(&["工号", "姓名", "岗位", "打开密码"]) + &staff),
        ("等级", row(&["等级", "最低分"]) + &row(&["A", "0"])),
        ("评分-主播", row(&["工号", "姓名", "类别", "评分人", "态度", "评语"])),
        ("评分关系", row(&["评分人工号", "评分人", "被评人工号", "类别"]) + &marks),
    ])
}

/// So many people whose peers mark 态度, with another sheet and more settings.
fn office(people: usize, staff: &[&str], sheet: (&str, String), settings: &[[&str; 2]]) -> Vec<u8> {
    let rows: String = (0..people).map(|n| row(&[&format!("E{n}"), &format!("张{n}"), "主播", "99999999"])).collect();
    let settings: String = settings.iter().map(|setting| row(setting)).collect();
    made(&[
        ("考核信息", row(&["部门", "甲"]) + &row(&["考核周期", "2026-11"]) + &settings),
        (
            "考核指标",
            row(&["岗位", "指标", "权重", "计算公式", "单位", "目标值", "评分标准", "评分人"])
                + &row(&["主播", "态度", "100%", "", "", "", "按态度评定", "同级"]),
        ),
        ("人员名单", row(staff) + &rows),
        ("等级", row(&["等级", "最低分"]) + &row(&["A", "0"])),
        sheet,
    ])
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn cell(properties: &str, text: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", paragraph(text))
}

/// A .docx with this in its body.
fn document(before: &str, again: &str, times: usize, behind: &str) -> Vec<u8> {
    const WORDS: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    container(vec![
        part("[Content_Types].xml", "<Types/>"),
        part(
            "_rels/.rels",
            format!(
                r#"<Relationships><Relationship Id="r1" Type="{RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>"#
            ),
        ),
        repeated(
            "word/document.xml",
            &format!(r#"{HEAD}<w:document xmlns:w="{WORDS}"><w:body>{before}"#),
            again,
            times,
            &format!("{behind}</w:body></w:document>"),
        ),
    ])
}
