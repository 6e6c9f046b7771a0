//! Steps in the office that send and collect marks.

use std::fs;
use std::path::Path;

use scorebook::model::Password;
use scorebook::output::write::encrypt;
use scorebook::pipeline::amended;

use super::base::good;
use super::book::{Book, with_parts};
use super::office::{Step, after, step};

const SENT: &str = "发出/评分_E001_张三_2026-11.xlsx";
const OTHER: &str = "发出/评分_E002_李四_2026-11.xlsx";
const COLLECT: &str = "ratings collect 待评.xlsx 发出 -o 收回.xlsx";

/// 张三 marks 李四 and 王五, and 李四 marks 张三.
fn office() -> Book {
    let mut book = good();
    book.set("考核指标!J1", "评分人")
        .set("考核指标!C2", "40%")
        .row("考核指标", 4, &["客服", "服务态度", "20%", "", "", "", "按服务态度评定"])
        .set("考核指标!J4", "上级")
        .row("人员名单", 4, &["E003", "王五", "客服"])
        .row("数据-客服", 4, &["E003", "王五", "", "80", "100", "4.4"])
        .set("人员名单!F1", "直接上级")
        .set("人员名单!F2", "李四")
        .set("人员名单!F3", "张三")
        .set("人员名单!F4", "张三")
        .sheet("评分-客服", &[&["工号", "姓名", "类别", "评分人", "服务态度", "评语"]]);
    book
}

/// The workbooks of these steps.
pub(super) fn workbooks() -> Vec<(&'static str, Book)> {
    let changed = |change: fn(&mut Book) -> &mut Book| {
        let mut book = office();
        change(&mut book);
        book
    };
    vec![
        ("待评.xlsx", office()),
        ("待评-换人.xlsx", changed(|book| book.set("人员名单!F3", "王五"))),
        ("待评-已填.xlsx", changed(|book| book.row("评分-客服", 2, &["E002", "李四", "上级", "张三", "60"]))),
        ("待评-没上级.xlsx", changed(|book| book.set("人员名单!F2", ""))),
        ("待评-外人.xlsx", changed(|book| book.set("人员名单!F2", "总经理"))),
        ("待评-同级.xlsx", changed(|book| book.set("考核指标!J4", "同级"))),
        (
            "待评-关系.xlsx",
            changed(|book| {
                let rows: &[&[&str]] =
                    &[&["评分人工号", "评分人", "被评人工号", "类别"], &["E003", "李四", "E001", "上级"]];
                book.sheet("评分关系", rows)
            }),
        ),
    ]
}

/// Another text in a cell of a file.
fn enter(office: &Path, file: &str, sheet: &str, cell: &str, text: &str) {
    let path = office.join(file);
    let bytes = amended(&fs::read(&path).unwrap(), sheet, cell, text).unwrap();
    fs::write(path, bytes).unwrap();
}

fn fill(office: &Path, file: &str, cell: &str, text: &str) {
    enter(office, file, "评分-客服", cell, text);
}

/// The steps, in order.
pub(super) fn steps() -> Vec<Step> {
    vec![
        step("E752", "ratings send 2026-11.xlsx -o 发不出"),
        step("W748", "ratings send 待评-没上级.xlsx -o 发一"),
        step("N749", "ratings send 待评-外人.xlsx -o 发二"),
        step("W750", "ratings send 待评-同级.xlsx -o 发三"),
        step("E751", "ratings send 待评-关系.xlsx -o 发四"),
        step("", "ratings send 待评.xlsx -o 发出"),
        after(
            "W746",
            "填好张三的评分表，李四的不填",
            |office| {
                fill(office, SENT, "E9", "90");
                fill(office, SENT, "E10", "80");
            },
            "ratings collect 待评.xlsx 发出 -o 收一.xlsx",
        ),
        after(
            "W747",
            "填好李四的，清空张三的一格",
            |office| {
                fill(office, OTHER, "E9", "70");
                fill(office, SENT, "E10", " ");
            },
            "ratings collect 待评.xlsx 发出 -o 收二.xlsx",
        ),
        after(
            "E753",
            "填好这一格",
            |office| fill(office, SENT, "E10", "80"),
            "ratings collect 待评.xlsx 发出 -o 收回.xlsm",
        ),
        step("E745", "ratings collect 待评-已填.xlsx 发出 -o 收回.xlsx"),
        Step { beside: "W746", ..step("E743", "ratings collect 待评-换人.xlsx 发出 -o 收回.xlsx") },
        after(
            "E328",
            "李四的评分表加上名单里没有的打开密码",
            |office| {
                let plain = fs::read(office.join(OTHER)).unwrap();
                let locked = encrypt(&plain, &Password("别人不知道".to_owned())).unwrap();
                fs::write(office.join("发出/李四（加密）.xlsx"), locked).unwrap();
            },
            COLLECT,
        ),
        after(
            "E740",
            "移走它，把 通讯录.xlsx 放进 发出",
            |office| {
                fs::remove_file(office.join("发出/李四（加密）.xlsx")).unwrap();
                fs::copy(office.join("通讯录.xlsx"), office.join("发出/通讯录.xlsx")).unwrap();
            },
            COLLECT,
        ),
        after(
            "E744",
            "移走它，放进张三的另一份，其中一个评分不同",
            |office| {
                fs::remove_file(office.join("发出/通讯录.xlsx")).unwrap();
                fs::copy(office.join(SENT), office.join("发出/另一份.xlsx")).unwrap();
                fill(office, "发出/另一份.xlsx", "E9", "95");
            },
            COLLECT,
        ),
        after(
            "E742",
            "移走它，把张三那份里的 E002 改成 E001",
            |office| {
                fs::remove_file(office.join("发出/另一份.xlsx")).unwrap();
                fill(office, SENT, "A9", "E001");
            },
            COLLECT,
        ),
        Step {
            beside: "W746",
            ..after(
                "E741",
                "改回来，再把李四那份的考核周期改成 2026-10",
                |office| {
                    fill(office, SENT, "A9", "E002");
                    enter(office, OTHER, "识别信息", "B3", "2026-10");
                },
                COLLECT,
            )
        },
        after(
            "E754",
            "改回来，再去掉 待评.xlsx 里评分表单元格的地址",
            |office| {
                enter(office, OTHER, "识别信息", "B3", "2026-11");
                let path = office.join("待评.xlsx");
                let without = |name: &str, content: Vec<u8>| {
                    let text = String::from_utf8(content).unwrap();
                    if !name.ends_with("sheet8.xml") {
                        return text.into_bytes();
                    }
                    let (first, rest) = text.split_once("<c r=\"").unwrap();
                    let rest = rest.split("<c r=\"").map(|piece| piece.split_once('"').unwrap().1);
                    format!("{first}<c{}", rest.collect::<Vec<_>>().join("<c")).into_bytes()
                };
                fs::write(&path, with_parts(&fs::read(&path).unwrap(), &without, &[])).unwrap();
            },
            COLLECT,
        ),
    ]
}
