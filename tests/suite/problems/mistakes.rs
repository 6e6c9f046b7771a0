//! One mistake per code, made in a workbook without any.

use scorebook::problem::Code;

use super::base::{good, with_labels, with_percent_column, with_second_person, with_second_role};
use super::book::{Book, Content, UNCALCULATED};
use super::rules;

/// The smallest bad workbook of a code; `None` for a code that no single workbook can bring about.
pub(super) fn sample(code: Code) -> Option<Book> {
    super::people::sample(code)
        .or_else(|| definitions(code))
        .or_else(|| data(code))
        .or_else(|| formulas(code))
        .or_else(|| rules::sample(code))
}

fn definitions(code: Code) -> Option<Book> {
    let mut book = good();
    match code {
        Code::MissingSheet => book.without("等级"),
        Code::NotADepartment => {
            book.tabs.clear();
            book.sheet("Sheet1", &[&["购物清单"]])
        }
        Code::ErrorAside => book.set("人员名单!F1", "备注").set("人员名单!F2", Content::Formula("NA()", "#N/A")),
        Code::SheetTwice => book.sheet("Grades", &[&["等级", "最低分"], &["A", "90"]]),
        Code::HeaderNotFound => book.clear_rows("等级", 1, 1),
        Code::MissingColumn => book.clear("数据项!D1"),
        Code::ColumnTwice => book.set("人员名单!F1", "工号"),
        Code::ExtraSheet => book.sheet("随手记", &[&["周五团建"]]),
        Code::ExtraColumn => book.set("人员名单!F1", "宿舍"),
        Code::MissingSetting => book.clear("考核信息!B1"),
        Code::BadSetting => book.set("考核信息!B3", "千分制"),
        Code::SettingDecides => book.row("考核信息", 7, &["部门系数", "1.2"]),
        Code::RemarkDecides => book.set("考核指标!J1", "指标说明").set("考核指标!J2", "低于 55% 本项不得分"),
        Code::FormulaConstant => book.set("考核指标!D2", "0.95"),
        Code::BlockAgain => book.row("数据-客服", 6, &["E001", "张三", "", "91", "100", "4.5"]).row(
            "数据-客服",
            7,
            &["E002", "李四", "", "85", "100", "4.5"],
        ),
        Code::SettingUnread => book.row("考核信息", 7, &["考核人数", "40"]),
        Code::UnknownSetting => book.set("考核信息!A3", "计分方试"),
        Code::PeriodUnreadable => book.set("考核信息!B2", "本月"),
        Code::UnknownRole => book.row("人员名单", 4, &["E003", "王五", "客福"]),
        Code::RoleWithoutPeople => return Some(with_second_role()),
        Code::KpiTwice => book.set("考核指标!B3", "解决率"),
        Code::MeasureTwice => book.row("数据项", 5, &["客服", "满意度评分", "分", "平均"]),
        Code::WeightsOff => book.set("考核指标!C3", "30%"),
        Code::WeightMerged => book.set("考核指标!C2", "100%").clear("考核指标!C3").merge("考核指标", "C2", "C3"),
        Code::WeightUnusable => book.set("考核指标!C2", "0%"),
        Code::WeightsMixed => book.set("考核指标!C2", 0.6).set("考核指标!C3", 40.0),
        Code::CellEmpty => book.clear("人员名单!B3"),
        Code::UnknownChoice => book.set("数据项!D2", "加总"),
        Code::TargetUnreadable => book.set("考核指标!F2", "较高"),
        Code::TargetUnit => book.set("考核指标!F3", "4.5小时"),
        Code::ShareCapsMixed => book.set("等级!D2", 0.3).set("等级!D3", 30.0),
        Code::FullPoints => book.set("考核指标!H2", "零"),
        Code::HeirUnknown => book.set("考核指标!I2", "投诉率"),
        Code::HeirCycle => book.set("考核指标!I2", "满意度").set("考核指标!I3", "解决率"),
        Code::GradeTwice => book.set("等级!A3", "A"),
        Code::LowestTwice => book.set("等级!B3", 90.0),
        Code::CapsBlank => book.set("考核信息!B6", "按排名").set("等级!D2", "20%"),
        Code::CapsOver => book.set("考核信息!B6", "按排名").set("等级!D2", "60%").set("等级!D3", "60%"),
        Code::StaffOutside => book.row("人员名单", 4, &["E003", "王五", "客服", "", "2026-10-31"]),
        Code::IdTwice => book.row("人员名单", 4, &["E001", "赵六", "客服"]),
        Code::PostingsOverlap => {
            book = with_second_role();
            book.row("人员名单", 4, &["E001", "张三", "组长"])
        }
        Code::DatesReversed => book.set("人员名单!D2", "2026-11-20").set("人员名单!E2", "2026-11-10"),
        Code::TotalRow => book.row("数据-客服", 4, &["合计", "", "", "170", "200"]),
        Code::RemarkRow => book.row("数据-客服", 5, &["注：数据来自客服系统"]),
        Code::MissingDataSheet => book.without("数据-客服"),
        Code::EmptyTable => book.clear_rows("等级", 2, 4),
        Code::SettingTwice => book.row("考核信息", 7, &["部门", "售后部"]),
        Code::ReasonNamesColleague => book.set("加减分!E2", "替李四值班"),
        Code::ScaleDoubtful => book
            .set("考核信息!B3", "权重分")
            .set("考核指标!G2", "按完成率比例计分，最高150分")
            .set("考核指标!G3", "按完成率比例计分，最高120分"),
        Code::PeriodDoubtful => book.row("数据-客服", 4, &["E001", "张三", "2026-12-01", "1", "1", "4.5"]).row(
            "数据-客服",
            5,
            &["E002", "李四", "2026-12-02", "1", "1", "4.5"],
        ),
        Code::DataOfOtherMonth => book.set("数据-客服!C2", "2026-12-01").set("数据-客服!C3", "2026-12-02"),
        Code::HiddenRows => {
            book.tab("数据-客服").hidden.0 = vec![2];
            &mut book
        }
        Code::HiddenColumns => {
            book.tab("数据-客服").hidden.1 = vec![3];
            &mut book
        }
        Code::HiddenSheet => {
            book.tab("加减分").hidden.2 = true;
            &mut book
        }
        Code::RuleAgainstTarget => book.set("考核指标!F2", "≤90%").set("考核指标!G2", "每低于目标1%扣2分，扣完为止"),
        Code::ColumnUnheaded => book.set("数据-客服!B1", ""),
        Code::NobodyInPeriod => {
            book.set("考核信息!B2", "2016-11").set("人员名单!D2", "2024-03-01").set("人员名单!D3", "2024-03-01")
        }
        Code::EmptyRows => {
            // An empty cell with a format far below is all that a coloured column leaves.
            book.set("等级!A25000", Content::Blank)
        }
        Code::ColumnNearly => book.set("等级!C1", "绩效系"),
        Code::SheetNearly => {
            book.tab("加减分").name = "加减份".to_owned();
            &mut book
        }
        _ => return None,
    };
    Some(book)
}

fn data(code: Code) -> Option<Book> {
    let mut book = good();
    match code {
        Code::NotANumber => book.set("数据-客服!D2", "很多"),
        Code::OtherUnit => book.set("数据-客服!D2", "90元"),
        Code::PercentMixed => {
            book = with_percent_column();
            book.set("数据-客服!F3", 85.0)
        }
        Code::PercentRead => return Some(with_percent_column()),
        Code::Uncalculated => book.set("数据-客服!D2", Content::Formula("=45*2", UNCALCULATED)),
        Code::ErrorValue => book.set("数据-客服!D2", Content::Formula("=90/0", "#DIV/0!")),
        Code::UnusableNumber => book.set("数据-客服!D2", 1e300),
        Code::DateUnreadable => book.set("数据-客服!C2", "月初"),
        Code::MissingValue => book.clear("数据-客服!D2"),
        Code::PersonWithoutData => book.clear_rows("数据-客服", 3, 3),
        Code::PersonWithoutDataAllowed => book.set("考核信息!B5", "不考核").clear_rows("数据-客服", 3, 3),
        Code::UnknownId => book.set("数据-客服!A3", "E020"),
        Code::PersonOfOtherRole => {
            book = with_second_person();
            book.row("数据-客服", 4, &["E003", "王五", "", "50", "60", "4.6"])
        }
        Code::NameDiffers => book.set("数据-客服!B2", "张山"),
        Code::IdMissing => book.clear("数据-客服!A3"),
        Code::MergedNumbers => book.clear("数据-客服!D3").merge("数据-客服", "D2", "D3"),
        Code::LastTwice => book.set("数据项!D4", "期末").set("数据-客服!C2", "2026-11-05").row(
            "数据-客服",
            4,
            &["E001", "张三", "2026-11-05", "1", "1", "4.6"],
        ),
        Code::LastUndated => {
            book.set("数据项!D4", "期末").row("数据-客服", 4, &["E001", "张三", "2026-11-05", "1", "1", "4.6"])
        }
        Code::DateOutside => book.row("数据-客服", 4, &["E001", "张三", "2026-12-01", "1", "1", "4.5"]),
        Code::RowsAllOutside => book.set("数据-客服!C2", "2026-12-01"),
        Code::RowOutsideDays => {
            book.set("人员名单!D2", "2026-11-10").row("数据-客服", 4, &["E001", "张三", "2026-11-05", "1", "1", "4.5"])
        }
        Code::RowTwice => book.row("数据-客服", 4, &["E002", "李四", "", "80", "100", "4.4"]),
        Code::AdjustmentOutside => book.set("加减分!F1", "日期").set("加减分!F2", "2026-10-08"),
        Code::AdjustmentTwice => book.row("加减分", 3, &["E001", "张三", "加分", "1", "受到客户表扬"]),
        Code::CalibrationWithoutReason => book.set("加减分!C2", "校准").set("加减分!D2", 95.0).clear("加减分!E2"),
        Code::MarkBeyondScale => book.set("数据项!E1", "说明").set("数据项!E4", "满分5分").set("数据-客服!F2", 47.0),
        Code::NegativeCount => book.set("数据-客服!D2", -90.0),
        Code::PointsDecimals => book.set("加减分!D2", 1.005),
        Code::CalibrationTwice => book.row("加减分", 2, &["E001", "张三", "校准", "90", "部门复议"]).row(
            "加减分",
            3,
            &["E001", "张三", "校准", "91", "部门复议"],
        ),
        Code::UnknownLabel => {
            book = with_labels();
            book.set("数据-客服!F3", "很好")
        }
        Code::ShownOtherwise => book.set("数据-客服!D2", Content::Shown(90.0, "0,")),
        Code::Unseen => book.set("人员名单!A2", "E0\u{200b}01"),
        Code::TextTurned => book.set("人员名单!B2", "\u{202e}张三"),
        Code::PercentBeyond => {
            book = with_percent_column();
            book.set("数据-客服!F2", Content::Percent(88.0)).set("数据-客服!F3", "85%")
        }
        Code::PercentDoubtful => {
            book = with_percent_column();
            book.set("数据-客服!F2", "8800%").set("数据-客服!F3", "85%")
        }
        Code::ShownConverted => book
            .set("数据项!C2", "千单")
            .set("数据-客服!D2", Content::Shown(90.0, "0!.000\"千\""))
            .set("数据-客服!D3", "0.08"),
        Code::ColumnUnit => {
            book.set("数据-客服!D1", "已解决数(万单)").set("数据-客服!D2", "0.009").set("数据-客服!D3", "0.008")
        }
        Code::ColumnDecides => book.set("人员名单!F1", "考核系数").set("人员名单!F2", "0.8"),
        Code::TitleOfOtherMonth => book.above("数据-客服", "2026年10月客服数据"),
        Code::CellsStruck => book.set("加减分!E2", Content::Struck("客户表扬")),
        Code::SumDoubtful => {
            book = with_percent_column();
            book.set("数据-客服!F2", "95%").set("数据-客服!F3", "85%").set("数据项!D4", "求和");
            book.row("数据-客服", 4, &["E001", "张三", "", "9", "10", "90%"])
        }
        Code::AdjustmentDoubtful => book.set("加减分!E2", "迟到扣1分"),
        Code::StaffRemark => book.set("人员名单!F1", "备注").set("人员名单!F2", "11月16日入职"),
        Code::CalibrationSmall => book.set("加减分!C2", "校准").set("加减分!D2", 2.0).set("加减分!E2", "部门复议"),
        Code::RowVoid => book.set("人员名单!F1", "备注").set("人员名单!F2", "作废"),
        Code::ColumnOtherwise => book.set("数据-客服!D1", "已解决数(10月)"),
        Code::HeaderUnit => book.set("数据-客服!D1", "已解决数(元)"),
        Code::PointsNegative => book.set("加减分!D2", -1.0),
        Code::ColumnsSwapped => book.set("数据-客服!A1", "姓名").set("数据-客服!B1", "工号"),
        Code::LoneHyphen => book.set("数据-客服!D2", "-"),
        _ => return None,
    };
    Some(book)
}

/// Formulas and scores.
fn formulas(code: Code) -> Option<Book> {
    let mut book = good();
    match code {
        Code::FormulaUnreadable => book.set("考核指标!D2", "已解决数/"),
        Code::FormulaUnknownName => book.set("考核指标!D2", "已解诀数/咨询数"),
        Code::FormulaUnknownFunction => book.set("考核指标!D2", "中位数(已解决数, 咨询数)"),
        Code::FormulaArguments => book.set("考核指标!D2", "如果(已解决数>=10, 1)"),
        Code::FormulaWithoutTarget => {
            book.set("考核指标!D3", "满意度评分/目标").clear("考核指标!F3").set("考核指标!G3", "直接计分，满分5分")
        }
        Code::FormulaAmbiguousName => book.row("数据项", 5, &["客服", "已解决数/咨询数", "%", "平均"]),
        Code::FormulaNoEarlier => book.set("考核指标!D2", "已解决数/上期(目标)"),
        Code::FormulaTeamOfExpression => book.set("考核指标!D2", "已解决数/部门合计(已解决数+咨询数)"),
        Code::FormulaTeamUnits => {
            book = with_second_person();
            book.row("数据项", 5, &["组长", "咨询数", "元", "求和"])
                .set("考核指标!D4", "咨询数")
                .set("数据-组长!C1", "咨询数")
                .set("考核指标!E4", "元")
                .set("考核指标!G4", "按完成率比例计分，最高100分")
                .set("考核指标!D2", "已解决数/部门合计(咨询数)")
        }
        Code::TargetDoubtful => book.set("考核指标!F3", "4.5分/季"),
        Code::GradesSmall => book.set("等级!B2", 0.9).set("等级!B3", 0.6),
        Code::CoefficientDoubtful => book.set("等级!C2", 120.0).set("等级!C3", 100.0).set("等级!C4", 80.0),
        Code::AdjustmentUnclear => book.set("加减分!C2", "一票否决").set("加减分!E2", "无"),
        Code::AdjustmentLarge => book.set("加减分!D2", 200.0),
        Code::ValueFar => book
            .row("考核指标", 3, &["客服", "销售额", "40%", "满意度评分", "元", "300000", "每少1万元扣2分，扣完为止"])
            .set("数据项!C4", "元"),
        Code::PartAboveWhole => book.set("考核指标!B2", "问题解决及时率").set("数据-客服!D2", "130"),
        Code::ScoresSmall => book.set("考核指标!F3", "").set("考核指标!G3", "直接计分"),
        Code::ValueBeyond => book.set("数据-客服!D2", "9000"),
        Code::FormulaUnits => {
            book.set("数据项!C2", "元").set("数据项!C3", "小时").set("考核指标!D2", "(已解决数+咨询数)/咨询数")
        }
        Code::FormulaValueUnit => book.set("数据项!C2", "元"),
        Code::FormulaConverts => book.set("考核指标!D2", "已解决数/咨询数*100"),
        Code::FormulaTooLarge => {
            let long = format!("已解决数/咨询数{}", "+0".repeat(5000));
            book.set("考核指标!D2", &*long)
        }
        Code::ScoreOverflow => {
            book.set("考核指标!D2", "已解决数^100").clear_rows("数据-客服", 3, 3).clear_rows("人员名单", 3, 3)
        }
        Code::DivisionByZero => book.set("数据-客服!E3", 0.0),
        Code::FormulaWithoutValue => {
            book.set("考核指标!D2", "(0-已解决数)^0.5").clear_rows("数据-客服", 3, 3).clear_rows("人员名单", 3, 3)
        }
        Code::LabelInCalculation => {
            book = with_labels();
            book.row("数据-客服", 4, &["E001", "张三", "", "1", "1", "良好"])
        }
        Code::MissingCountsZero => book.set("考核信息!B5", "计零").clear("数据-客服!D2"),
        Code::NothingApplies => book.set("数据-客服!D3", "不适用").set("数据-客服!F3", "不适用"),
        Code::RuleWithoutAnswer => book
            .set("数据项!C4", "次")
            .set("考核指标!E3", "次")
            .clear("考核指标!F3")
            .set("考核指标!G3", "≤1次得100分，≥2次得0分")
            .set("数据-客服!F2", 1.0)
            .set("数据-客服!F3", 1.5),
        Code::TeamValueOfFew => book.set("考核指标!D2", "已解决数/部门平均(已解决数)"),
        Code::NoGradeForTotal => book.set("等级!B2", 97.0).set("等级!B3", 96.0).set("等级!B4", 95.0),
        Code::EarlierNoBase => {
            let book = book.row("数据项", 5, &["客服", "上期已解决数", "次", "求和"]);
            book.set("考核指标!D2", "已解决数/上期已解决数")
                .set("数据项!C2", "元")
                .set("数据项!C5", "元")
                .set("数据-客服!G1", "上期已解决数")
                .set("数据-客服!G2", -90.0)
                .set("数据-客服!G3", 85.0)
        }
        // What is counted is never below 0; money may be.
        Code::NegativeDivisor => {
            book.set("数据项!C2", "元").set("数据项!C3", "元").set("数据-客服!D2", -90.0).set("数据-客服!E2", -100.0)
        }
        Code::GradeOverCap => book.set("等级!D2", "10%"),
        _ => return None,
    };
    Some(book)
}
