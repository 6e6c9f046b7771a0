//! What a form may ask for: the names of its placeholders, in three languages.

use crate::lang::Lang;
use crate::text::{key, nearest};

/// Which rows a field stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Once per person.
    Person,
    /// A row per KPI.
    Kpi,
    /// A row per duty.
    Duty,
    /// A row per bonus, penalty, veto or calibration.
    Adjustment,
}

macro_rules! fields {
    ($($(#[$doc:meta])* $name:ident $group:ident $cn:literal / $tw:literal / $en:literal [$($synonym:literal),*] $example:literal;)*) => {
        /// A field of a form.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Field { $($(#[$doc])* $name,)* }

        impl Field {
            /// Every field, in the order in which they are listed.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// Its names in the three languages.
            const fn names(self) -> [&'static str; 3] {
                match self { $(Self::$name => [$cn, $tw, $en],)* }
            }

            const fn synonyms(self) -> &'static [&'static str] {
                match self { $(Self::$name => &[$($synonym),*],)* }
            }

            /// Which rows it stands in.
            pub const fn group(self) -> Group {
                match self { $(Self::$name => Group::$group,)* }
            }

            /// What it gives, for instance.
            pub const fn example(self) -> &'static str {
                match self { $(Self::$name => $example,)* }
            }
        }
    };
}

fields! {
    /// 姓名.
    Name Person "姓名" / "姓名" / "Name" ["员工姓名", "被考核人", "Employee name", "Employee"] "张三";
    /// 工号.
    Id Person "工号" / "工號" / "ID" ["员工编号", "编号", "Employee ID", "Staff ID"] "E001";
    /// 岗位.
    Role Person "岗位" / "崗位" / "Role" ["职位", "职务", "岗位名称", "Position", "Job title"] "主播";
    /// 部门.
    Department Person "部门" / "部門" / "Department" ["所属部门", "部门名称", "Dept"] "直播部";
    /// 公司.
    Company Person "公司" / "公司" / "Company" ["公司名称", "单位名称"] "某某公司";
    /// 考核周期.
    Period Person "考核周期" / "考核週期" / "Period" ["考核期", "考核月份", "周期", "月份", "考核期间", "Month", "Appraisal period"] "2026-11";
    /// 直接上级.
    Manager Person "直接上级" / "直接上級" / "Manager" ["上级姓名", "考核人", "主管", "Supervisor", "Line manager"] "王五";
    /// 总分.
    Total Person "总分" / "總分" / "Total" ["总得分", "合计得分", "考核总分", "最终得分", "Total score", "Score total"] "92.35";
    /// 起评分, where points are signed.
    Start Person "起评分" / "起評分" / "Starting points" ["起始分"] "100";
    /// 指标得分合计.
    Subtotal Person "指标得分合计" / "指標得分合計" / "KPI total" ["指标合计", "加权得分合计", "小计"] "90.35";
    /// 加减分.
    Adjustment Person "加减分" / "加減分" / "Adjustment" ["加减分合计", "奖惩分", "Adjustments"] "2.00";
    /// 等级.
    Grade Person "等级" / "等級" / "Grade" ["绩效等级", "考核等级", "评定等级", "Rating"] "A";
    /// 系数.
    Coefficient Person "系数" / "係數" / "Coefficient" ["绩效系数", "Factor"] "1.2";
    /// 绩效工资.
    Pay Person "绩效工资" / "績效工資" / "Pay" ["绩效奖金", "Performance pay"] "6000.00";
    /// 排名.
    Rank Person "排名" / "排名" / "Rank" ["岗位排名", "名次"] "3";
    /// 在岗天数.
    Days Person "在岗天数" / "在崗天數" / "Days" ["天数", "出勤天数"] "30";
    /// 评语.
    Comment Person "评语" / "評語" / "Comment" ["上级评语", "考核评语", "评价意见", "Comments"] "";
    /// 制表人.
    PreparedBy Person "制表人" / "製表人" / "Prepared by" ["编制人"] "李四";
    /// 审核人.
    ApprovedBy Person "审核人" / "審核人" / "Approved by" ["批准人", "审批人"] "赵六";
    /// 序号.
    Number Kpi "序号" / "序號" / "No" ["编序", "No."] "1";
    /// 维度.
    Dimension Kpi "维度" / "維度" / "Dimension" ["考核维度", "类别", "Category"] "业绩";
    /// 指标.
    Kpi Kpi "指标" / "指標" / "KPI" ["考核指标", "指标名称", "考核项目", "考核内容", "KPI name"] "销售额达成率";
    /// 权重.
    Weight Kpi "权重" / "權重" / "Weight" ["比重", "分值权重", "配分"] "40%";
    /// 目标值.
    Target Kpi "目标值" / "目標值" / "Target" ["目标", "考核目标"] "100%";
    /// 实际值.
    Value Kpi "实际值" / "實際值" / "Actual" ["实际", "完成值", "实际完成", "完成情况", "Value", "Actual value"] "93.33%";
    /// 单位.
    Unit Kpi "单位" / "單位" / "Unit" ["计量单位"] "%";
    /// 评分标准.
    Rule Kpi "评分标准" / "評分標準" / "Scoring rule" ["评分规则", "计分标准", "计分方法", "考核标准", "Rule"] "按达成率比例计分";
    /// 计算公式.
    Formula Kpi "计算公式" / "計算公式" / "Formula" ["公式", "计算方法", "计算方式"] "实际销售额/销售目标";
    /// 数据来源.
    Source Kpi "数据来源" / "數據來源" / "Source" ["来源", "Data source"] "财务部";
    /// 得分.
    Score Kpi "得分" / "得分" / "Score" ["指标得分", "考核得分", "评分"] "93.33";
    /// 加权得分.
    Weighted Kpi "加权得分" / "加權得分" / "Weighted score" ["加权分", "折算得分", "实得分", "Weighted"] "37.33";
    /// 自评.
    OwnMark Kpi "自评" / "自評" / "Self" ["自我评价", "自评分", "Self rating", "Self score"] "90";
    /// 上级.
    ManagersMark Kpi "上级" / "上級" / "Manager's mark" ["上级评分", "上级评价", "主管评分", "Manager rating", "Manager score"] "85";
    /// 说明.
    Meaning Kpi "说明" / "說明" / "Meaning" ["指标说明", "备注", "Notes", "Remarks"] "";
    /// 职责.
    Duty Duty "职责" / "職責" / "Duty" ["岗位职责", "职责名称", "工作职责"] "内容呈现";
    /// 职责描述.
    DutyText Duty "职责描述" / "職責描述" / "Duty description" ["职责内容", "职责说明"] "准确介绍商品";
    /// 事由.
    Reason Adjustment "事由" / "事由" / "Reason" ["加减分事由", "加减分原因", "原因"] "客户表扬";
    /// 分值.
    Points Adjustment "分值" / "分值" / "Points" ["加减分值"] "+2.00";
}

impl Field {
    /// Its name in a language.
    pub const fn name(self, lang: Lang) -> &'static str {
        let [cn, tw, en] = self.names();
        match lang {
            Lang::ZhCn => cn,
            Lang::ZhTw => tw,
            Lang::En => en,
        }
    }

    /// The field that a placeholder's words name, in any language.
    pub fn find(typed: &str) -> Option<Self> {
        let wanted = key(typed);
        let own = |field: &Self| field.names().iter().any(|name| key(name) == wanted);
        let other = |field: &Self| field.synonyms().iter().any(|name| key(name) == wanted);
        Self::ALL.iter().copied().find(own).or_else(|| Self::ALL.iter().copied().find(other))
    }

    /// The names nearest to an unknown one.
    pub fn nearest(typed: &str) -> Vec<&'static str> {
        let names =
            Self::ALL.iter().flat_map(|field| field.names().into_iter().chain(field.synonyms().iter().copied()));
        nearest(typed, names)
    }
}

/// A text cut at its placeholders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// Words between placeholders.
    Words(String),
    /// A placeholder by what stands in its braces.
    Placeholder(String),
}

/// Cuts a text at `{{…}}`, in narrow braces or wide ones.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    /// Letters of the longest placeholder.
    const LONGEST: usize = 60;
    let mut pieces = Vec::new();
    let mut words = String::new();
    let letters: Vec<char> = text.chars().collect();
    let is = |at: usize, braces: [char; 2]| letters.get(at).is_some_and(|c| braces.contains(c));
    let opens = |at: usize| is(at, ['{', '｛']) && is(at.saturating_add(1), ['{', '｛']);
    let closes = |at: usize| is(at, ['}', '｝']) && is(at.saturating_add(1), ['}', '｝']);
    let mut at = 0_usize;
    while let Some(letter) = letters.get(at).copied() {
        let start = at.saturating_add(2);
        let end = (start..start.saturating_add(LONGEST)).find(|end| closes(*end)).filter(|_| opens(at));
        if let Some(end) = end {
            if !words.is_empty() {
                pieces.push(Piece::Words(std::mem::take(&mut words)));
            }
            let inside: String = letters.get(start..end).unwrap_or_default().iter().collect();
            pieces.push(Piece::Placeholder(inside.trim().to_owned()));
            at = end.saturating_add(2);
        } else {
            words.push(letter);
            at = at.saturating_add(1);
        }
    }
    if !words.is_empty() {
        pieces.push(Piece::Words(words));
    }
    pieces
}

/// Whether a text holds the beginning of a placeholder.
pub(super) fn has_placeholder(text: &str) -> bool {
    (text.contains("{{") || text.contains("｛｛"))
        && pieces(text).iter().any(|piece| matches!(piece, Piece::Placeholder(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_belongs_to_one_field_and_every_field_is_found_in_three_languages() {
        for field in Field::ALL {
            for lang in Lang::ALL {
                assert_eq!(Field::find(field.name(lang)), Some(*field), "{}", field.name(lang));
            }
        }
        assert_eq!(Field::find("Line manager"), Some(Field::Manager));
        assert_eq!(Field::find("得份"), None);
        assert!(Field::nearest("加权得份").contains(&"加权得分"));
    }

    #[test]
    fn a_text_is_cut_at_its_placeholders() {
        let words = |text: &str| Piece::Words(text.to_owned());
        let place = |text: &str| Piece::Placeholder(text.to_owned());
        assert_eq!(pieces("姓名：{{姓名}}　{{ 部门 }}"), [words("姓名："), place("姓名"), words("　"), place("部门")]);
        assert_eq!(pieces("｛｛总分｝｝"), [place("总分")]);
        assert_eq!(pieces("{{姓名"), [words("{{姓名")]);
        assert!(!has_placeholder("{a}") && has_placeholder("x{{姓名}}"));
    }
}
