//! A department's workbook of one month, written as an office would fill it in.

use std::path::{Path, PathBuf};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};

/// One person's row: 工号, 岗位, 销售额.
pub(crate) type Row<'a> = (&'a str, &'a str, i32);

/// Writes `<period>.xlsx` into a folder. Everybody has two KPIs of one half each: the sales over a target of 100, in
/// proportion up to 120 points, and their growth over the month before, of which 10% gives full points.
pub(crate) fn write(folder: &Path, period: &str, rows: &[Row<'_>]) -> PathBuf {
    write_with_target(folder, period, "100", rows)
}

/// The same with another target of sales.
pub(crate) fn write_with_target(folder: &Path, period: &str, target: &str, rows: &[Row<'_>]) -> PathBuf {
    let path = folder.join(format!("{period}.xlsx"));
    std::fs::write(&path, bytes("直播部", period, target, rows)).unwrap();
    path
}

/// The same of a department, as bytes.
pub(crate) fn bytes(department: &str, period: &str, target: &str, rows: &[Row<'_>]) -> Vec<u8> {
    let mut roles: Vec<&str> = rows.iter().map(|(_, role, _)| *role).collect();
    roles.sort_unstable();
    roles.dedup();
    let mut book = Workbook::new();
    let owned = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<String>>();
    let mut sheet = |name: &str, lines: Vec<Vec<String>>| {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        for (row, line) in (0..).zip(lines) {
            for (column, cell) in (0..).zip(line) {
                match cell.parse::<i32>() {
                    Ok(number) => sheet.write(row, column, number).unwrap(),
                    Err(_) => sheet.write(row, column, cell).unwrap(),
                };
            }
        }
    };
    let settings = [
        ("公司", "甲公司"),
        ("部门", department),
        ("考核周期", period),
        ("计分方式", "百分制"),
        ("缺数据处理", "报错"),
    ];
    sheet("考核信息", settings.iter().map(|(name, value)| owned(&[name, value])).collect());
    let mut kpis = vec![owned(&["岗位", "指标", "权重", "计算公式", "单位", "目标值", "评分标准"])];
    let mut measures = vec![owned(&["岗位", "数据项", "单位", "汇总方式"])];
    let mut duties = vec![owned(&["岗位", "职责", "职责描述"])];
    for role in &roles {
        kpis.push(owned(&[role, "销售额", "50%", "销售额", "元", target, "按比例计分，最高120分"]));
        kpis.push(owned(&[role, "销售增长", "50%", "环比(销售额)", "%", "10%", "按比例计分，最高120分"]));
        measures.push(owned(&[role, "销售额", "元", "求和"]));
        duties.push(owned(&[role, "销售", "按计划完成销售"]));
    }
    sheet("岗位职责", duties);
    sheet("考核指标", kpis);
    sheet("数据项", measures);
    let mut staff = vec![owned(&["工号", "姓名", "岗位"])];
    staff.extend(rows.iter().map(|(id, role, _)| owned(&[id, &name(id), role])));
    sheet("人员名单", staff);
    for role in &roles {
        let mut data = vec![owned(&["工号", "姓名", "销售额"])];
        let own = rows.iter().filter(|(_, held, _)| held == role);
        data.extend(own.map(|(id, _, sales)| owned(&[id, &name(id), &sales.to_string()])));
        sheet(&format!("数据-{role}"), data);
    }
    let grades = [["等级", "最低分", "绩效系数"], ["A", "85", "1"], ["B", "0", "0"]];
    sheet("等级", grades.iter().map(|row| owned(row)).collect());
    book.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2026, 12, 1).unwrap()));
    book.save_to_buffer().unwrap()
}

/// What the person of an id is called: those of the archive of version 0.1 as they are called there.
fn name(id: &str) -> String {
    let kept = [("E1", "张三"), ("E2", "李四"), ("E3", "王五")];
    kept.iter().find(|(known, _)| *known == id).map_or_else(|| format!("员工{id}"), |(_, name)| (*name).to_owned())
}
