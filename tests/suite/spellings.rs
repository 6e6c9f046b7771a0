//! Random departments in random human spellings are read back as what they were before they were spelled.

use chrono::{Datelike, NaiveDate};
use proptest::prelude::*;
use proptest::sample::select;
use rust_decimal::Decimal;
use scorebook::check;
use scorebook::model::{Department, MeasureValue};
use scorebook::problem::Severity;
use scorebook::workbook;

use super::problems::book::{Book, Content};

/// What one cell means.
#[derive(Debug, Clone, PartialEq)]
enum Meant {
    Number(Decimal),
    NotApplicable,
}

/// How numbers are disturbed: one seed per cell.
type Seed = usize;

/// A row of a person: the day and a cell per measure.
type Row = (u32, Vec<(Meant, Seed)>);

/// A department before it is spelled.
#[derive(Debug, Clone)]
struct Plain {
    /// Names, and each one's rows: a day of November 2026 and a cell per measure.
    people: Vec<(String, Vec<Row>)>,
    /// Seeds for everything else.
    seeds: Vec<Seed>,
    weights: (i64, i64),
}

/// Names, units and headings of the measures; the last one is a share.
const MEASURES: [(&str, &str); 5] =
    [("点赞数", "次"), ("实际销售额", "元"), ("店铺销售额", "万元"), ("服务评分", "分"), ("好评率", "%")];

fn cell(measure: usize) -> BoxedStrategy<(Meant, Seed)> {
    let number = match measure {
        0 => (0_i64..5_000_000).prop_map(|n| Decimal::new(n, 0)).boxed(),
        3 => (0_i64..1000).prop_map(|n| Decimal::new(n, 1)).boxed(),
        // Shares from 2% to 100%: so each is above 1.5 as percent and below as a ratio.
        4 => (200_i64..=10_000).prop_map(|n| Decimal::new(n, 4)).boxed(),
        _ => (0_i64..500_000_000).prop_map(|n| Decimal::new(n, 2)).boxed(),
    };
    let meant = prop_oneof![9 => number.prop_map(Meant::Number), 1 => Just(Meant::NotApplicable)];
    (meant, any::<Seed>()).boxed()
}

fn department() -> impl Strategy<Value = Plain> {
    let row = (1_u32..=30, (0..MEASURES.len()).map(cell).collect::<Vec<_>>());
    let name = select(vec!["张三", "李四", "欧阳娜娜", "王秀兰", "Anna Li", "陳大文"]).prop_map(str::to_owned);
    let people = proptest::collection::vec((name, proptest::collection::vec(row, 1..4)), 1..4);
    (people, proptest::collection::vec(any::<Seed>(), 40), 1_i64..100).prop_map(|(people, seeds, weight)| Plain {
        people,
        seeds,
        weights: (weight, 100 - weight),
    })
}

fn pick<'a>(seed: Seed, of: &[&'a str]) -> &'a str {
    of[seed % of.len()]
}

fn wide(text: &str) -> String {
    text.chars()
        .map(|c| if ('!'..='~').contains(&c) { char::from_u32(c as u32 + 0xFEE0).unwrap() } else { c })
        .collect()
}

/// With thousands in threes.
fn grouped(text: &str) -> String {
    let (whole, fraction) = text.split_once('.').map_or((text, None), |(whole, fraction)| (whole, Some(fraction)));
    let mut out = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    fraction.map_or(out.clone(), |fraction| format!("{out}.{fraction}"))
}

fn spelled(meant: &Meant, seed: Seed, measure: usize, share_style: Seed) -> Content {
    let unit = MEASURES[measure].1;
    let number = match meant {
        Meant::NotApplicable => {
            return pick(seed, &["不适用", "N/A", "n/a", "—", "/", "／", " 不适用 ", "不適用", "——", "Ｎ／Ａ"]).into();
        }
        Meant::Number(number) => number.normalize(),
    };
    let float = |number: Decimal| number.to_string().parse::<f64>().unwrap();
    let hundred = (number * Decimal::ONE_HUNDRED).normalize();
    if unit == "%" {
        // A column is written as ratios, as bare percent, or with signs, which may stand beside either.
        return match (seed % 5, share_style % 2) {
            (0, _) => Content::Percent(float(number)),
            (1, _) => format!("{hundred}%").as_str().into(),
            (2, _) => wide(&format!("{hundred}%")).as_str().into(),
            (3, 0) => Content::Number(float(number)),
            (_, 0) => format!(" {number}").as_str().into(),
            (3, _) => Content::Number(float(hundred)),
            (_, _) => hundred.to_string().as_str().into(),
        };
    }
    let text = number.to_string();
    let many = (number / Decimal::from(10_000)).normalize();
    let in_tens_of_thousands = if unit == "万元" { format!("{text}万") } else { format!("{many}万") };
    let styles = [
        text.clone(),
        wide(&text),
        grouped(&text),
        wide(&grouped(&text)),
        format!(" {text}\u{a0}"),
        format!("\u{200b}{text}\u{3000}"),
        format!("'{text}"),
        format!("{text}{unit}"),
        format!("{} {unit}", grouped(&text)),
        format!("+{text}"),
        format!("{text}\n"),
        in_tens_of_thousands,
        if unit == "元" {
            format!("￥{}", grouped(&text))
        } else {
            format!("{text}.").trim_end_matches('.').to_owned()
        },
        if unit == "元" { format!("¥ {text}元") } else { text.clone() },
    ];
    match seed % (styles.len() + 4) {
        at if at < styles.len() => styles[at].as_str().into(),
        _ => Content::Number(float(number)),
    }
}

/// Whether the program that saved the workbook counts days from 1904.
fn from_1904(plain: &Plain) -> bool {
    (plain.seeds[0] / 7).is_multiple_of(3)
}

fn date(day: u32, seed: Seed, from_1904: bool) -> Content {
    let date = NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
    let first = if from_1904 { NaiveDate::from_ymd_opt(1904, 1, 1) } else { NaiveDate::from_ymd_opt(1899, 12, 30) };
    let weekday = ["一", "二", "三", "四", "五", "六", "日"][date.weekday().num_days_from_monday() as usize];
    let serial = date.signed_duration_since(first.unwrap()).num_days();
    let styles = [
        date.to_string(),
        format!("2026/11/{day}"),
        format!("2026年11月{day}日"),
        format!("11月{day}日"),
        format!("11/{day}"),
        format!("2026.11.{day}"),
        format!("202611{day:02}"),
        wide(&format!("2026-11-{day}")),
        format!("{date} 20:30"),
        format!("11月{day}日（周{weekday}）"),
        format!("11月{day}日晚场"),
        format!("{day}日"),
        format!("{day}号"),
        format!("11-{day:02}"),
        format!("11/{day}（{weekday}）"),
        format!("2026/11/{day} 20:00-22:00"),
        format!("2026\\11\\{day}"),
        serial.to_string(),
    ];
    match seed % (styles.len() + 4) {
        at if at < styles.len() => styles[at].as_str().into(),
        at if at % 2 == 0 => Content::Day(serial as f64),
        _ => Content::Number(serial as f64),
    }
}

/// A table from its columns: titles above, the columns in another order, blanks and remarks around.
fn table(book: &mut Book, name: &str, columns: &[(String, Vec<Content>)], seeds: &[Seed]) {
    book.sheet(name, &[]);
    let top = seeds[0] % 14;
    let left = seeds[1] % 3;
    let mut order: Vec<usize> = (0..columns.len()).collect();
    order.rotate_left(seeds[2] % columns.len());
    if seeds[3].is_multiple_of(2) {
        order.reverse();
    }
    let address = |row: usize, column: usize| {
        let letter = char::from(b'A' + u8::try_from(column).unwrap());
        format!("{name}!{letter}{}", row + 1)
    };
    if top > 0 {
        book.set(&address(0, left), "2026年11月绩效数据表（工号、姓名、岗位必填）");
    }
    let rows = columns[0].1.len();
    let gap = seeds[4] % (rows + 1);
    for (at, index) in order.iter().enumerate() {
        let (header, cells) = &columns[*index];
        book.set(&address(top, left + at), header.as_str());
        for (row, content) in cells.iter().enumerate() {
            if !matches!(content, Content::Text(text) if text.is_empty()) {
                book.set(&address(top + 1 + row + usize::from(row >= gap), left + at), content.clone());
            }
        }
    }
    book.set(&address(top, left + order.len()), "其他说明事项");
    let below = top + rows + 2;
    // 合计 under 汇总方式 would be a row of 数据项.
    let may_total = columns.iter().all(|(header, _)| header != "汇总方式");
    if may_total && seeds[5].is_multiple_of(2) {
        book.set(
            &address(below, left),
            pick(seeds[6], &["合计", "总 计", "小计：", "Total", "本月合计", "合计（元）"]),
        );
        book.set(&address(below, left + 1), 12345.0);
    }
    book.set(
        &address(below + 2, left),
        pick(
            seeds[7],
            &["注：数据来自后台", "制表人：人事部", "1、本表按月填写。", "（完）", "以上数据已核对", "※ 加粗为异常"],
        ),
    );
}

fn texts(cells: &[&str]) -> Vec<Content> {
    cells.iter().map(|text| Content::from(*text)).collect()
}

fn spell(plain: &Plain) -> Book {
    let mut book = Book::default();
    let s = &plain.seeds;
    book.sheet(
        pick(s[0], &["考核信息", "考核資訊", "Appraisal", "考核 信息", "1.考核信息", "考核信息表"]),
        &[
            &["直播部2026年度绩效考核"],
            &[pick(s[1], &["部门", "部門：", "考核部门", "Department", "部门 Department"]), "直播部"],
            &[
                pick(s[2], &["考核周期", "考核週期", "考核月份：", "Period"]),
                pick(
                    s[3],
                    &[
                        "2026-11",
                        "2026年11月",
                        "2026/11",
                        "11月",
                        "202611",
                        "2026年11月份",
                        "２０２６年１１月",
                        "2026年11月1日—30日",
                        "11月1日至11月30日",
                        "2026年11月度考核",
                    ],
                ),
            ],
        ],
    );
    let first = pick(s[4], &["岗位", "崗位", "岗位名称", "Role", "岗 位"]).to_owned();
    let weight = |whole: i64| match s[5] % 4 {
        0 => Content::from(format!("{whole}%").as_str()),
        1 => Content::Percent(whole as f64 / 100.0),
        2 => Content::from(wide(&format!("{whole}%")).as_str()),
        _ => Content::Number(whole as f64),
    };
    let columns = [
        (first.clone(), texts(&["主播", if s[6].is_multiple_of(2) { "主播" } else { "" }])),
        (pick(s[7], &["指标", "指標", "指标名称", "KPI"]).to_owned(), texts(&["点赞", "好评"])),
        (
            pick(s[8], &["权重", "權重", "权重（%）", "Weight"]).to_owned(),
            vec![weight(plain.weights.0), weight(plain.weights.1)],
        ),
        (pick(s[9], &["计算公式", "計算公式", "公式", "Formula"]).to_owned(), texts(&["点赞数", "=好评率"])),
        (pick(s[10], &["单位", "單位", "计量单位"]).to_owned(), texts(&["次", "%"])),
        (
            pick(s[11], &["目标值", "目標值", "目标", "Target"]).to_owned(),
            texts(&[
                pick(s[12], &["5000", "5,000次", "≥5000", "0.5万"]),
                pick(s[13], &["90%", "９０％", "≥90%", "不低于90%", "0.9"]),
            ]),
        ),
        (pick(s[14], &["评分标准", "評分標準", "评分\n标准", "Scoring rule"]).to_owned(), texts(&["按比例计分"; 2])),
    ];
    table(
        &mut book,
        pick(s[15], &["考核指标", "考核指標", "KPIs", "三、考核指标", "考核指标(KPIs)"]),
        &columns,
        &s[16..],
    );
    let columns = [
        (first.clone(), texts(&["主播"; 5])),
        ("数据项".to_owned(), MEASURES.iter().map(|(name, _)| Content::from(*name)).collect()),
        ("单位".to_owned(), MEASURES.iter().map(|(_, unit)| Content::from(*unit)).collect()),
        ("汇总方式".to_owned(), texts(&["求和", "SUM", "合计", "平均值", "mean"])),
    ];
    table(&mut book, pick(s[17], &["数据项", "數據項", "Measures"]), &columns, &s[18..]);
    let ids: Vec<String> = (1..=plain.people.len()).map(|n| format!("E{n:03}")).collect();
    let id_header =
        pick(s[19], &["工号", "员工编号", "工號", "员工\n编号", "Employee ID", "工号（必填）", "* 工号"]).to_owned();
    let name_header = pick(s[20], &["姓名", "姓 名", "员工姓名", "Name", "姓名/Name", "Name\n姓名"]).to_owned();
    let columns = [
        (id_header.clone(), ids.iter().map(|id| Content::from(id.as_str())).collect()),
        (name_header.clone(), plain.people.iter().map(|(name, _)| Content::from(name.as_str())).collect()),
        (first, texts(&vec!["主播"; ids.len()])),
    ];
    table(&mut book, pick(s[21], &["人员名单", "人員名單", "Staff", "花名册"]), &columns, &s[22..]);
    let rows =
        || ids.iter().zip(&plain.people).flat_map(|(id, (name, rows))| rows.iter().map(move |row| (id, name, row)));
    let mut columns: Vec<(String, Vec<Content>)> = vec![
        (
            id_header,
            rows()
                .map(|(id, _, (day, _))| match (*day as usize + s[23]) % 4 {
                    0 => Content::from(id.as_str()),
                    1 => Content::from(wide(id).as_str()),
                    2 => Content::from(id.to_lowercase().as_str()),
                    _ => Content::from(format!(" {id} ").as_str()),
                })
                .collect(),
        ),
        (name_header, rows().map(|(_, name, _)| Content::from(name.as_str())).collect()),
        ("日期".to_owned(), rows().map(|(_, _, (day, cells))| date(*day, cells[0].1, from_1904(plain))).collect()),
    ];
    for (at, (name, unit)) in MEASURES.iter().enumerate() {
        let header = match s[24 + at] % 5 {
            0 => format!("{name}（{unit}）"),
            1 => format!("{name}/{unit}"),
            2 => format!("{name}\n({unit})"),
            3 if s[30].is_multiple_of(2) => format!("{}.{name}", at + 1),
            3 => name.chars().flat_map(|c| [c, ' ']).collect(),
            _ => (*name).to_owned(),
        };
        let cells = rows().map(|(_, _, (_, cells))| spelled(&cells[at].0, cells[at].1, at, s[29])).collect();
        columns.push((header, cells));
    }
    table(
        &mut book,
        pick(
            s[30],
            &["数据-主播", "數據-主播", "Data-主播", "数据－主播", "数据 - 主播", "11月数据-主播", "6.数据-主播(11月)"],
        ),
        &columns,
        &s[31..],
    );
    book.sheet(pick(s[39], &["等级", "等級", "Grades"]), &[&["等级", "最低分"], &["A", "90分"], &["B", "0"]]);
    book.sheet("随手记", &[&["周五团建"]]);
    book
}

fn read(bytes: &[u8]) -> Result<Department, Vec<String>> {
    let checked = check::check(&workbook::read(bytes).value.unwrap());
    let errors: Vec<String> = checked
        .problems
        .iter()
        .filter(|problem| problem.severity() == Severity::Error)
        .map(|problem| {
            format!("{} {} {}", problem.code.id(), problem.place, problem.headline(scorebook::lang::Lang::ZhCn))
        })
        .collect();
    if errors.is_empty() { Ok(checked.value.unwrap()) } else { Err(errors) }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 48, max_shrink_iters: 400, ..ProptestConfig::default() })]

    #[test]
    fn a_department_in_any_spelling_is_read_as_what_was_meant(plain in department()) {
        let book = spell(&plain);
        let bytes = if from_1904(&plain) { book.bytes_from_1904() } else { book.bytes() };
        let department = read(&bytes).map_err(|errors| TestCaseError::fail(errors.join("\n")))?;
        prop_assert_eq!(department.appraisal.period.to_string(), "2026-11");
        prop_assert_eq!(department.appraisal.department.as_str(), "直播部");
        let role = &department.roles[0];
        let weights: Vec<Decimal> = role.kpis.iter().map(|kpi| kpi.weight.normalize()).collect();
        let meant = [plain.weights.0, plain.weights.1].map(|whole| Decimal::new(whole, 2).normalize());
        prop_assert_eq!(weights, meant);
        let targets: Vec<Decimal> = role.kpis.iter().map(|kpi| kpi.target.as_ref().unwrap().value.normalize()).collect();
        prop_assert_eq!(targets, [Decimal::from(5000).normalize(), Decimal::new(9, 1)]);
        let mut rows = role.rows.iter();
        for (at, (name, own)) in plain.people.iter().enumerate() {
            prop_assert_eq!(&*department.postings[at].name, name.as_str());
            for (day, cells) in own {
                let row = rows.next().unwrap();
                prop_assert_eq!(&*row.id, format!("E{:03}", at + 1));
                prop_assert_eq!(row.date, NaiveDate::from_ymd_opt(2026, 11, *day));
                for ((reading, (meant, _)), (name, _)) in row.readings.iter().zip(cells).zip(MEASURES) {
                    match (&reading.value, meant) {
                        (Some(MeasureValue::Number(read)), Meant::Number(number)) => prop_assert_eq!(read.normalize(), number.normalize(), "{}: {:?}", name, role.measures),
                        (Some(MeasureValue::NotApplicable), Meant::NotApplicable) => {}
                        (read, meant) => prop_assert!(false, "{read:?} for {meant:?}"),
                    }
                }
            }
        }
        prop_assert!(rows.next().is_none(), "more rows than were written");
    }
}
