//! Codes that no single workbook brings about: an archive, two files or a command's words belong to them. One office goes
//! through them in order; `samples/errors/README.md` lists the steps, which work with the files in `samples/errors/office`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use scorebook::archive::manifest::sha256;
use scorebook::problem::Code;
use serde_json::{Value, json};

use super::base::good;
use super::book::{Book, with_parts};

/// Something that is done to the archive by hand.
type Tampering = fn(&Path);

/// One step.
pub(super) struct Step {
    /// What it brings about; nothing for a step that only prepares.
    pub(super) code: &'static str,
    /// What is done by hand first, in words and in deed.
    pub(super) before: Option<(&'static str, Tampering)>,
    /// The command's arguments.
    pub(super) arguments: &'static str,
    /// What is told besides, since it cannot be otherwise.
    pub(super) beside: &'static str,
}

pub(super) const fn step(code: &'static str, arguments: &'static str) -> Step {
    Step { code, before: None, arguments, beside: "" }
}

pub(super) const fn after(code: &'static str, words: &'static str, deed: Tampering, arguments: &'static str) -> Step {
    Step { code, before: Some((words, deed)), arguments, beside: "" }
}

/// `表样.xlsx` with some texts of its parts changed and parts added, as `改过.xlsx`.
fn in_form(office: &Path, changes: &[(&str, &str)], more: &[(&str, &str)]) {
    let bytes = fs::read(office.join("表样.xlsx")).unwrap();
    let change = |name: &str, content: Vec<u8>| {
        let wanted = name == "xl/worksheets/sheet1.xml" || name == "xl/_rels/workbook.xml.rels";
        match String::from_utf8(content) {
            Ok(text) if wanted => changes.iter().fold(text, |text, (from, to)| text.replacen(from, to, 1)).into_bytes(),
            Ok(text) => text.into_bytes(),
            Err(other) => other.into_bytes(),
        }
    };
    fs::write(office.join("改过.xlsx"), with_parts(&bytes, &change, more)).unwrap();
}

/// The least of an .ods.
fn spreadsheet_of_libreoffice() -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let parts = [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        (
            "content.xml",
            "<office:document-content><office:body><office:spreadsheet/></office:body></office:document-content>",
        ),
        ("META-INF/manifest.xml", "<manifest/>"),
    ];
    for (name, text) in parts {
        zip.start_file(name, zip::write::SimpleFileOptions::default().system(zip::System::Unix)).unwrap();
        std::io::Write::write_all(&mut zip, text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const REVISION: &str = "档案/客服部/2026-11/r1";

/// The steps, in order.
pub(super) fn steps() -> Vec<Step> {
    const VERIFY: &str = "archive verify --archive 档案";
    const LOG: &str = "archive verify --archive 日志";
    vec![
        step("E702", "check 没有.xlsx"),
        after("E703", "新建一个空文件夹", |office| fs::create_dir(office.join("空文件夹")).unwrap(), "check 空文件夹"),
        step("E532", "rule ≥90%得100分；80%-90%得80分 --target 90% --value 50%"),
        step("E705", "why 2026-11.xlsx --id E009"),
        step("E802", "why 2026-11-重名.xlsx --id 张三"),
        step("E706", "why 2026-11.xlsx --id E001 --kpi 出勤率"),
        step("E720", "adopt 通讯录.xlsx -o 新.xlsx"),
        step("E721", "adopt 无岗位.xlsx -o 新.xlsx"),
        step("E722", "adopt 两张表.xlsx -o 新.xlsx"),
        step("E730", "form check 通讯录.xlsx"),
        step("E731", "form check 表样-错字.xlsx"),
        after(
            "E732",
            "给 表样.xlsx 的页眉写上占位符",
            |office| {
                in_form(
                    office,
                    &[("</sheetData>", "</sheetData><headerFooter><oddHeader>{{姓名}}</oddHeader></headerFooter>")],
                    &[],
                )
            },
            "form check 改过.xlsx",
        ),
        step("E733", "form check 表样-两种.xlsx"),
        step("E734", "form check 表样-合并.xlsx"),
        after(
            "E735",
            "给 表样.xlsx 加上工作表保护",
            |office| in_form(office, &[("</sheetData>", "</sheetData><sheetProtection sheet=\"1\"/>")], &[]),
            "form check 改过.xlsx",
        ),
        after(
            "E736",
            "新建一个 .ods 表样",
            |office| fs::write(office.join("表样.ods"), spreadsheet_of_libreoffice()).unwrap(),
            "form check 表样.ods",
        ),
        after(
            "N737",
            "给 表样.xlsx 加上宏",
            |office| {
                in_form(
                    office,
                    &[(
                        "</Relationships>",
                        "<Relationship Id=\"rIdM\" Type=\"http://schemas.microsoft.com/office/2006/relationships/vbaProject\" Target=\"vbaProject.bin\"/></Relationships>",
                    )],
                    &[("xl/vbaProject.bin", "x")],
                )
            },
            "form check 改过.xlsx",
        ),
        after(
            "N738",
            "让 表样.xlsx 链接另一个工作簿",
            |office| {
                in_form(
                    office,
                    &[(
                        "</Relationships>",
                        "<Relationship Id=\"rIdL\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLink\" Target=\"externalLinks/externalLink1.xml\"/></Relationships>",
                    )],
                    &[("xl/externalLinks/externalLink1.xml", "<externalLink/>")],
                )
            },
            "form check 改过.xlsx",
        ),
        step("E757", "form check 表样-分行.xlsx"),
        step("W758", "form check 表样-分值.xlsx"),
        step("E739", "run 2026-11-表样.xlsx -o 表样结果"),
        step("E701", "run 2026-11.xlsx 2026-11-改.xlsx -o 结果"),
        step("E602", "archive list --archive 空文件夹"),
        step("", "run 2026-10.xlsx 2026-11.xlsx -o 结果 --archive 档案"),
        step("N704", "check 结果/客服部/2026-11/客服部_2026-11_绩效汇总.xlsx"),
        step("", "run 2026-11.xlsx -o 成绩"),
        step("E710", "run 2026-11.xlsx -o 档案/成绩 --archive 档案"),
        step("E711", "run 2026-11-同名.xlsx -o 成绩"),
        after(
            "E712",
            "在 成绩/客服部/2026-11 里放进一个文件",
            |office| fs::write(office.join("成绩/客服部/2026-11/谈话记录.txt"), "x").unwrap(),
            "run 2026-11-改.xlsx -o 成绩",
        ),
        after(
            "E713",
            "删掉它，再改动 成绩/客服部/2026-11/results.json",
            |office| {
                let place = office.join("成绩/客服部/2026-11");
                fs::remove_file(place.join("谈话记录.txt")).unwrap();
                fs::write(place.join("results.json"), "{}").unwrap();
            },
            "run 2026-11-改.xlsx -o 成绩",
        ),
        step("E714", "check 2026-11.xlsx --issues 2026-10.xlsx"),
        after(
            "E715",
            "新建一个名为 文件夹.xlsx 的文件夹",
            |office| fs::create_dir(office.join("文件夹.xlsx")).unwrap(),
            "why 文件夹.xlsx --id E001",
        ),
        after(
            "E716",
            "新建文件夹 箱，在里面放一个名为 退回 的文件",
            |office| {
                fs::create_dir(office.join("箱")).unwrap();
                fs::write(office.join("箱/退回"), "x").unwrap();
            },
            "watch 箱 --archive 档案 --once",
        ),
        after(
            "E718",
            "删掉它，把 2026-11.xlsx 放进 箱/销售",
            |office| {
                fs::remove_file(office.join("箱/退回")).unwrap();
                fs::create_dir(office.join("箱/销售")).unwrap();
                fs::copy(office.join("2026-11.xlsx"), office.join("箱/销售/2026-11.xlsx")).unwrap();
            },
            "watch 箱 --archive 档案 --once --only 销售部=销售",
        ),
        step("W418", "check 2026-12-上期列.xlsx --archive 档案"),
        step("W810", "check 2026-12-换人.xlsx --archive 档案"),
        step("W419", "check 2026-12-单位.xlsx --archive 档案"),
        step("W425", "check 2026-12-汇总方式.xlsx --archive 档案"),
        step("E616", "rollup --archive 档案 --department 客服部 --period 2026-11 -o 汇总"),
        step("E610", "archive close --archive 档案 --department 客服部 --period 2027-01"),
        step("", "archive close --archive 档案 --department 客服部 --period 2026-11"),
        step("E601", "run 2026-11-改.xlsx -o 结果 --archive 档案"),
        step("E611", "archive reopen --archive 档案 --department 客服部 --period 2026-11 --reason="),
        after(
            "W615",
            "在 r1 里放进一个文件",
            |office| fs::write(office.join(REVISION).join("备忘.txt"), "x").unwrap(),
            VERIFY,
        ),
        after(
            "E604",
            "删掉它，再改动 r1/results.json",
            |office| {
                let revision = office.join(REVISION);
                fs::remove_file(revision.join("备忘.txt")).unwrap();
                let results = revision.join("results.json");
                let text = fs::read_to_string(&results).unwrap() + " ";
                fs::write(results, text).unwrap();
            },
            VERIFY,
        ),
        after(
            "E612",
            "删掉 r1/results.json",
            |office| fs::remove_file(office.join(REVISION).join("results.json")).unwrap(),
            VERIFY,
        ),
        after("E605", "删掉 r1", |office| fs::remove_dir_all(office.join(REVISION)).unwrap(), VERIFY),
        step("E636", "archive verify --archive 档案 --seal 封签"),
        step("", "run 2026-11.xlsx -o 结果 --archive 日志"),
        step(
            "E635",
            "archive verify --archive 日志 --seal scorebook-seal/1/1/ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        ),
        after(
            "E629",
            "删掉 日志/客服部/2026-11/current.json",
            |office| fs::remove_file(record(office, "日志")).unwrap(),
            LOG,
        ),
        after("E627", "删掉 日志/客服部", |office| fs::remove_dir_all(office.join("日志/客服部")).unwrap(), LOG),
        after(
            "E625",
            "在 日志/journal.jsonl 的末尾加一行字，并重新运行 2026-11.xlsx",
            |office| {
                fs::remove_dir_all(office.join("日志")).unwrap();
                assert!(told(office, &step("", "run 2026-11.xlsx -o 结果 --archive 日志")).1);
                edited(&journal(office, "日志"), |text| text + "补记\n");
            },
            LOG,
        ),
        after("E626", "清空 日志/journal.jsonl", |office| edited(&journal(office, "日志"), |_| String::new()), LOG),
        after("E624", "删掉 日志/journal.jsonl", |office| fs::remove_file(journal(office, "日志")).unwrap(), LOG),
        step("", "run 2026-11.xlsx -o 结果 --archive 登记"),
        after(
            "E628",
            "在 登记/客服部/2026-11/current.json 的末尾加一个空格",
            |office| edited(&record(office, "登记"), |text| text + " "),
            "archive verify --archive 登记",
        ),
        Step {
            // An edited record is not as the last act left it either.
            beside: "E628",
            ..after(
                "E630",
                "把其中的周期改成 2026-12",
                |office| edited(&record(office, "登记"), |text| text.replace("2026-11", "2026-12")),
                "archive verify --archive 登记",
            )
        },
        step("", "run 2026-11.xlsx -o 结果 --archive 清单"),
        after(
            "E634",
            "在 清单/客服部/2026-11/r1/manifest.json 的末尾加一个空格，并在 current.json 里照新内容登记校验值",
            |office| rehashed(office, "清单", |text| text + " "),
            "archive verify --archive 清单",
        ),
        Step {
            beside: "E634",
            ..after(
                "E631",
                "把清单里的部门改成 财务部，同样重新登记",
                |office| rehashed(office, "清单", |text| text.replace("客服部\"", "财务部\"")),
                "archive verify --archive 清单",
            )
        },
        Step {
            beside: "E634",
            ..after(
                "E632",
                "改回部门，再在清单里加上 ../results.json，同样重新登记",
                |office| {
                    rehashed(office, "清单", |text| {
                        let back = text.replace("财务部\"", "客服部\"");
                        back.replace(
                            "\"results.json\": {",
                            "\"../results.json\": {\"sha256\": \"\", \"bytes\": 0}, \"results.json\": {",
                        )
                    });
                },
                "archive verify --archive 清单",
            )
        },
        step("", "run 2026-10.xlsx -o 结果 --archive 重写"),
        step("", "run 2026-11.xlsx -o 结果 --archive 重写"),
        after(
            "E637",
            "改写 重写/journal.jsonl 第一行的用户，并照新内容重算第二行",
            |office| edited(&journal(office, "重写"), |text| rechained(&text)),
            "archive verify --archive 重写",
        ),
        step("", "run 2026-11.xlsx -o 结果 --archive 中断"),
        step("", "run 2026-11-改.xlsx -o 结果 --archive 中断"),
        after(
            "W639",
            "把 中断/journal.jsonl 的最后一行移到 中断/.journal-next，如同写到一半断电",
            |office| {
                edited(&journal(office, "中断"), |text| {
                    let (first, last) = text.trim_end().split_once('\n').unwrap();
                    fs::write(office.join("中断/.journal-next"), last).unwrap();
                    format!("{first}\n")
                });
            },
            "archive verify --archive 中断",
        ),
        step("E640", "run 2026-11-同夹.xlsx -o 另处 --archive 中断"),
        Step {
            // The journal tells of none of the copy's periods.
            beside: "E626",
            ..after(
                "E642",
                "把 中断/客服部 复制为 中断/客服部-副本",
                |office| copied(&office.join("中断/客服部"), &office.join("中断/客服部-副本")),
                "archive verify --archive 中断",
            )
        },
        after(
            "W638",
            "把 0.1.0 版写成的档案（tests/fixtures/archive-v1）复制为 旧档案",
            |office| {
                let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/archive-v1");
                copied(&kept, &office.join("旧档案"));
            },
            "archive verify --archive 旧档案",
        ),
        step("E643", "archive seal --archive 旧档案"),
        step("", "archive close --archive 旧档案 --department 直播部 --period 2026-11"),
        step("N641", "archive verify --archive 旧档案"),
        step("", "run 2026-11.xlsx -o 结果 --archive 核对"),
        after(
            "E613",
            "把 核对/客服部/2026-11/r1/results.json 里的 1.2 改成 1.3，照新内容重新登记校验值，并重写日志",
            |office| rewritten(office, "results.json", |text| text.replace("\"1.2\"", "\"1.3\"").into_bytes()),
            "archive verify --archive 核对",
        ),
        Step {
            // What is wrong with the workbook is told below it.
            beside: "E301",
            ..after(
                "E614",
                "把 r1 里的 2026-11.xlsx 换成 2026-11-坏.xlsx 的内容，同样重新登记并重写日志",
                |office| {
                    let bad = fs::read(office.join("2026-11-坏.xlsx")).unwrap();
                    rewritten(office, "2026-11.xlsx", |_| bad.clone());
                },
                "archive verify --archive 核对",
            )
        },
        after(
            "E603",
            "把 核对/客服部/2026-11/current.json 里的 scorebook/current/1 改成 scorebook/current/9",
            |office| current(office, |text| text.replace("scorebook/current/1", "scorebook/current/9")),
            "archive list --archive 核对",
        ),
        after(
            "E609",
            "删掉 current.json 的最后一个括号",
            |office| current(office, |text| text.trim_end().trim_end_matches('}').to_owned()),
            "archive list --archive 核对",
        ),
        step("", "run 2026-07.xlsx 2026-08.xlsx -o 结果 --archive 季度"),
        step("W617", "rollup --archive 季度 --department 客服部 --period 2026Q3 -o 汇总 --method mean"),
        step("", "run 2026-09-少一人.xlsx -o 结果 --archive 季度"),
        step("W618", "rollup --archive 季度 --department 客服部 --period 2026Q3 -o 汇总 --method mean"),
        step("", "run 2026-09-同号.xlsx -o 结果 --archive 季度"),
        step("E360", "rollup --archive 季度 --department 客服部 --period 2026Q3 -o 汇总 --method mean"),
        step("", "run 2026-09-改权重.xlsx -o 结果 --archive 季度"),
        step("W619", "rollup --archive 季度 --department 客服部 --period 2026Q3 -o 汇总 --method mean"),
        step("E620", "rollup --archive 季度 --department 客服部 --period 2026Q3 -o 汇总 --method measures"),
        step("", "run 2026-09-否决.xlsx -o 结果 --archive 季度"),
        step("W623", "rollup --archive 季度 --department 客服部 --period 2026Q3 -o 汇总 --method measures"),
        step("", "run 2026-08-缺数据.xlsx 2026-09.xlsx -o 结果 --archive 季度"),
        // 计零 in one month and 报错 in the next: that the setting changed is told too.
        Step {
            beside: "W619",
            ..step("E415", "rollup --archive 季度 --department 客服部 --period 2026Q3 -o 汇总 --method measures")
        },
        step("", "run 2026-07-按次.xlsx 2026-08-按次.xlsx 2026-09-按次.xlsx -o 结果 --archive 按次"),
        step("E621", "rollup --archive 按次 --department 客服部 --period 2026Q3 -o 汇总 --method measures"),
        step("", "run 2026-07-期末.xlsx 2026-08-期末.xlsx 2026-09-期末.xlsx -o 结果 --archive 期末"),
        step("E622", "rollup --archive 期末 --department 客服部 --period 2026Q3 -o 汇总 --method measures"),
        step("", "run 2026-07-工资.xlsx 2026-08-工资.xlsx 2026-09-工资.xlsx -o 结果 --archive 工资"),
        step("N300", "rollup --archive 工资 --department 客服部 --period 2026Q3 -o 汇总 --method mean"),
        step("", "run 2026-07-入职.xlsx 2026-08-入职.xlsx 2026-09-入职.xlsx -o 结果 --archive 入职"),
        // That a month of theirs is missing is told too.
        Step {
            beside: "W618",
            ..step("W427", "rollup --archive 入职 --department 客服部 --period 2026Q3 -o 汇总 --method measures")
        },
    ]
    .into_iter()
    .chain(super::rated::steps())
    .collect()
}

/// Steps that need what not every system has, or a minute of waiting.
pub(super) fn steps_of_the_machine() -> Vec<Step> {
    vec![
        step("E607", "run 2026-11.xlsx -o 结果 --archive /sys/scorebook"),
        step("", "run 2026-11.xlsx -o 结果 --archive 链接"),
        after("E633", "在 链接/客服部 里放一个链接", linked, "archive verify --archive 链接"),
        step("", "run 2026-11.xlsx -o 结果 --archive 占用"),
        after(
            "E606",
            "在另一个窗口运行 flock 占用/.lock sleep 90",
            |_| {},
            "run 2026-11-改.xlsx -o 结果 --archive 占用",
        ),
    ]
}

/// Changes a file of 核对 as somebody would who covers it up: hashes and sizes are those of the new content.
fn rewritten(office: &Path, file: &str, change: impl Fn(&str) -> Vec<u8>) {
    let period = office.join("核对/客服部/2026-11");
    let revision = period.join("r1");
    let json_of = |path: &Path| -> Value { serde_json::from_slice(&fs::read(path).unwrap()).unwrap() };
    let before = fs::read(revision.join(file)).unwrap();
    let bytes = change(&String::from_utf8_lossy(&before));
    assert!(before != bytes);
    fs::write(revision.join(file), &bytes).unwrap();
    let mut manifest = json_of(&revision.join("manifest.json"));
    manifest["files"][file] = json!({"sha256": sha256(&bytes), "bytes": bytes.len()});
    if manifest["origin"]["workbook"]["path"] == file {
        manifest["origin"]["workbook"]["sha256"] = json!(sha256(&bytes));
    }
    let text = manifest.to_string();
    fs::write(revision.join("manifest.json"), &text).unwrap();
    let mut current = json_of(&period.join("current.json"));
    current["revisions"][0]["manifest_sha256"] = json!(sha256(text.as_bytes()));
    fs::write(period.join("current.json"), current.to_string()).unwrap();
    // Only a seal would tell that the journal was written anew.
    edited(&journal(office, "核对"), |line| {
        let mut line: Value = serde_json::from_str(&line).unwrap();
        line["manifest_sha256"] = json!(sha256(text.as_bytes()));
        line["record_sha256"] = json!(sha256(current.to_string().as_bytes()));
        format!("{line}\n")
    });
}

fn record(office: &Path, archive: &str) -> PathBuf {
    office.join(archive).join("客服部/2026-11/current.json")
}

fn journal(office: &Path, archive: &str) -> PathBuf {
    office.join(archive).join("journal.jsonl")
}

/// Changes a text file by hand.
fn edited(path: &Path, change: impl FnOnce(String) -> String) {
    let before = fs::read_to_string(path).unwrap();
    let after = change(before.clone());
    assert_ne!(before, after, "{}", path.display());
    fs::write(path, after).unwrap();
}

/// Changes the manifest of an archive's November, and records its new hash.
fn rehashed(office: &Path, archive: &str, change: impl FnOnce(String) -> String) {
    let manifest = office.join(archive).join("客服部/2026-11/r1/manifest.json");
    let hash = || sha256(&fs::read(&manifest).unwrap());
    let before = hash();
    edited(&manifest, change);
    edited(&record(office, archive), |text| text.replace(&before, &hash()));
}

/// A journal of two lines whose first names another user, with the hash that the second holds of it.
fn rechained(journal: &str) -> String {
    let (first, second) = journal.trim_end().split_once('\n').unwrap();
    let mut line: Value = serde_json::from_str(first).unwrap();
    line["user"] = json!("别人");
    let line = line.to_string();
    format!("{line}\n{}\n", second.replace(&sha256(first.as_bytes()), &sha256(line.as_bytes())))
}

fn copied(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(|entry| entry.unwrap()) {
        let place = to.join(entry.file_name());
        if entry.path().is_dir() {
            copied(&entry.path(), &place);
        } else {
            fs::copy(entry.path(), place).unwrap();
        }
    }
}

/// A link to a place outside.
fn linked(office: &Path) {
    #[cfg(unix)]
    std::os::unix::fs::symlink(office.join("结果"), office.join("链接/客服部/别处")).unwrap();
    #[cfg(not(unix))]
    let _ = office;
}

/// Changes what 核对 records of its period.
fn current(office: &Path, change: impl Fn(&str) -> String) {
    let path = office.join("核对/客服部/2026-11/current.json");
    let text = fs::read_to_string(&path).unwrap();
    assert_ne!(text, change(&text));
    fs::write(&path, change(&text)).unwrap();
}

/// A month whose every KPI can be computed again over several months.
fn month(period: &str) -> Book {
    let mut book = good();
    book.set("考核信息!B2", period).set("考核指标!G3", "按完成率比例计分，最高100分");
    book
}

/// The workbooks that the steps work with.
pub(super) fn workbooks() -> Vec<(&'static str, Book)> {
    let mut october = good();
    october.set("考核信息!B2", "2026-10").clear_rows("人员名单", 3, 3).clear_rows("数据-客服", 3, 3);
    let mut changed = good();
    changed.set("数据-客服!D2", 91.0);
    let mut twin = good();
    twin.set("考核信息!B1", "客服部.");
    let december = || {
        let mut book = good();
        book.set("考核信息!B2", "2026-12").set("考核指标!D2", "已解决数/上期已解决数");
        book
    };
    let mut column = december();
    column.set("数据-客服!G1", "上期已解决数").set("数据-客服!G2", 70.0).set("数据-客服!G3", 80.0);
    let mut namesakes = good();
    namesakes.set("人员名单!B3", "张三").set("数据-客服!B3", "张三");
    let mut same_folder = good();
    same_folder.set("考核信息!B1", "客服部.");
    let mut successor = good();
    successor
        .set("考核信息!B2", "2026-12")
        .set("人员名单!B2", "孙八")
        .set("数据-客服!B2", "孙八")
        .set("加减分!B2", "孙八");
    let mut unit = december();
    unit.set("数据项!C2", "元").set("数据-客服!D2", 90.0);
    let mut aggregate = december();
    aggregate.set("数据项!D2", "平均");
    let table = |sheet: &str, rows: &[&[&str]]| {
        let mut book = Book::default();
        book.sheet(sheet, rows);
        book
    };
    let mut merged_form = table("评分表", &[&["{{指标}}", "{{得分}}"]]);
    merged_form.merge("评分表", "A1", "A3");
    let mut with_form = good();
    with_form.row("考核信息", 7, &["评分表样", "没有.xlsx"]);
    let mut contradicting = table("主播", &[&["指标", "权重"], &["销售额", "100%"]]);
    contradicting.sheet("下半年", &[&["岗位", "指标", "权重"], &["主播", "销售额", "90%"]]);
    let mut bad = good();
    bad.set("数据-客服!D2", "很多");
    let mut fewer = month("2026-09");
    fewer.clear_rows("人员名单", 3, 3).clear_rows("数据-客服", 3, 3);
    let mut weights = month("2026-09");
    weights.set("考核指标!C2", "50%").set("考核指标!C3", "50%");
    let mut other = month("2026-09");
    other.set("人员名单!B3", "王五").set("数据-客服!B3", "王五");
    let mut veto = month("2026-09");
    veto.row("加减分", 3, &["E002", "李四", "一票否决", "", "泄露客户资料"]);
    let mut blank = month("2026-08");
    blank.set("考核信息!B5", "计零").clear("数据-客服!D2");
    // The rule counts by a fixed step.
    let stepped = |period: &str| {
        let mut book = good();
        book.set("考核信息!B2", period);
        book
    };
    // The target of an amount per seat: no sum of months.
    let seats = |period: &str| {
        let mut book = month(period);
        book.set("数据项!D3", "期末").set("考核指标!E2", "单").set("考核指标!F2", 0.9);
        book
    };
    // An amount with a target of the quarter; 李四 joins in August.
    let joined = |period: &str| {
        let mut book = month(period);
        book.set("考核指标!D2", "已解决数").set("考核指标!E2", "单").set("考核指标!F2", 90.0);
        book.set("考核指标!J1", "季度目标").set("考核指标!J2", 270.0);
        book
    };
    let mut july = joined("2026-07");
    july.clear_rows("人员名单", 3, 3).clear_rows("数据-客服", 3, 3);
    let paid = |period: &str| {
        let mut book = month(period);
        book.set("人员名单!F1", "绩效工资基数").set("人员名单!F2", 3000.0).set("人员名单!F3", 2000.0);
        book
    };
    vec![
        (
            "表样.xlsx",
            table(
                "评分表",
                &[&["姓名", "{{姓名}}"], &["指标", "得分"], &["{{指标}}", "{{得分}}"], &["总分", "{{总分}}"]],
            ),
        ),
        ("表样-错字.xlsx", table("评分表", &[&["姓名", "{{姓名}}"], &["{{加权得份}}"]])),
        ("表样-两种.xlsx", table("评分表", &[&["{{指标}}", "{{职责}}"]])),
        ("表样-合并.xlsx", merged_form),
        ("表样-分行.xlsx", table("评分表", &[&["{{指标}}"], &["{{得分}}"]])),
        ("表样-分值.xlsx", table("评分表", &[&["指标", "分值", "得分"], &["{{指标}}", "{{权重}}", "{{得分}}"]])),
        ("2026-11-表样.xlsx", with_form),
        ("通讯录.xlsx", table("S", &[&["姓名", "电话"], &["张三", "13800000000"]])),
        ("无岗位.xlsx", table("Sheet1", &[&["指标", "权重", "评分标准"], &["销售额", "100%", "每低1%扣1分"]])),
        ("两张表.xlsx", contradicting),
        ("2026-07-入职.xlsx", july),
        ("2026-08-入职.xlsx", joined("2026-08")),
        ("2026-09-入职.xlsx", joined("2026-09")),
        ("2026-07-工资.xlsx", paid("2026-07")),
        ("2026-08-工资.xlsx", paid("2026-08")),
        ("2026-09-工资.xlsx", paid("2026-09")),
        ("2026-07.xlsx", month("2026-07")),
        ("2026-08.xlsx", month("2026-08")),
        ("2026-08-缺数据.xlsx", blank),
        ("2026-09.xlsx", month("2026-09")),
        ("2026-09-少一人.xlsx", fewer),
        ("2026-09-改权重.xlsx", weights),
        ("2026-09-同号.xlsx", other),
        ("2026-09-否决.xlsx", veto),
        ("2026-07-按次.xlsx", stepped("2026-07")),
        ("2026-08-按次.xlsx", stepped("2026-08")),
        ("2026-09-按次.xlsx", stepped("2026-09")),
        ("2026-07-期末.xlsx", seats("2026-07")),
        ("2026-08-期末.xlsx", seats("2026-08")),
        ("2026-09-期末.xlsx", seats("2026-09")),
        ("2026-11-坏.xlsx", bad),
        ("2026-10.xlsx", october),
        ("2026-11.xlsx", good()),
        ("2026-11-同名.xlsx", twin),
        ("2026-11-重名.xlsx", namesakes),
        ("2026-11-改.xlsx", changed),
        ("2026-11-同夹.xlsx", same_folder),
        ("2026-12-上期列.xlsx", column),
        ("2026-12-换人.xlsx", successor),
        ("2026-12-单位.xlsx", unit),
        ("2026-12-汇总方式.xlsx", aggregate),
    ]
    .into_iter()
    .chain(super::rated::workbooks())
    .collect()
}

/// The codes that a command tells in an office, once each, and all that it says.
fn told(office: &Path, step: &Step) -> (Vec<String>, bool, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_scorebook"))
        .args(step.arguments.split(' '))
        .args(["--lang", "zh-CN"])
        .current_dir(office)
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    let mut codes: Vec<String> = said
        .lines()
        .map(|line| {
            let before = ["错误 ", "警告 ", "提示 ", "程序未能完成： "];
            // The log of a watch: time, what was done, file, code.
            let logged = line.split_once("退回 ").and_then(|(_, rest)| rest.split_once('：')).map(|(_, rest)| rest);
            before.iter().find_map(|word| line.strip_prefix(word)).or(logged).unwrap_or(line)
        })
        .filter_map(|rest| rest.get(..4))
        .filter(|code| Code::from_id(code).is_some())
        .map(str::to_owned)
        .collect();
    codes.sort();
    codes.dedup();
    (codes, output.status.success(), said)
}

/// Takes steps one after the other, each of which must tell its code and nothing else.
fn take(office: &Path, steps: &[Step]) {
    let mut wrong = Vec::new();
    for step in steps {
        if let Some((_, deed)) = step.before {
            deed(office);
        }
        let (codes, success, said) = told(office, step);
        let mut expected: Vec<&str> = [step.code, step.beside].into_iter().filter(|code| !code.is_empty()).collect();
        expected.sort_unstable();
        if if step.code.is_empty() { !success } else { codes != expected } {
            wrong.push(format!("{} {}: {codes:?}\n{said}", step.code, step.arguments));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn office() -> tempfile::TempDir {
    let office = tempfile::tempdir().unwrap();
    for (name, book) in workbooks() {
        fs::write(office.path().join(name), book.bytes()).unwrap();
    }
    office
}

#[test]
fn an_office_brings_about_each_code_that_needs_more_than_one_workbook() {
    take(office().path(), &steps());
}

/// An archive that somebody else keeps, for longer than a writer waits, and a place where nobody may write.
#[cfg(target_os = "linux")]
#[test]
fn what_the_machine_refuses_is_told_by_its_code() {
    let office = office();
    let lock = office.path().join("占用/.lock");
    let steps = steps_of_the_machine();
    let (last, first) = steps.split_last().unwrap();
    take(office.path(), first);
    let held = fs::File::open(lock).unwrap();
    held.lock().unwrap();
    take(office.path(), std::slice::from_ref(last));
}
