//! The department workbook's layout: sheet, column and choice names in three languages with their synonyms. The reader
//! and the template writer share this one definition, so form and parser cannot drift.
//!
//! Names match by [`crate::text::key`], which also folds Traditional into Simplified characters; zh-TW synonyms
//! therefore need no entry of their own.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::lang::Lang;

/// A word of the layout: the name that `new` writes in each language, and the other names that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// zh-CN, zh-TW, en: what `new` writes.
    pub names: [&'static str; 3],
    /// Synonyms that are read too.
    pub synonyms: &'static [&'static str],
}

impl Word {
    /// The name in a language.
    pub const fn name(&self, lang: Lang) -> &'static str {
        let [zh_cn, zh_tw, en] = self.names;
        match lang {
            Lang::ZhCn => zh_cn,
            Lang::ZhTw => zh_tw,
            Lang::En => en,
        }
    }

    /// Whether a text is this word in any language, a synonym, or both of two languages.
    pub fn matches(&self, typed: &str) -> bool {
        let key = crate::text::key(typed);
        let is = |part: &str| self.names.iter().chain(self.synonyms).any(|name| crate::text::key(name) == part);
        is(&key) || halves(&key).is_some_and(|(one, other)| is(one) && is(other))
    }
}

/// The two halves of a word in two languages: `工号/ID`, `姓名name`, `(role)岗位`.
fn halves(key: &str) -> Option<(&str, &str)> {
    const BETWEEN: [char; 6] = ['/', '|', '\\', '(', ')', '-'];
    let is_latin = |c: char| c.is_ascii_alphanumeric();
    let word = key.trim_matches(BETWEEN);
    let first = word.chars().next()?;
    let change = word.find(|c: char| !BETWEEN.contains(&c) && is_latin(c) != is_latin(first))?;
    let (one, other) = word.split_at_checked(change)?;
    Some((one.trim_end_matches(BETWEEN), other.trim_matches(BETWEEN)))
}

macro_rules! words {
    ($(#[$meta:meta])* $kind:ident { $($variant:ident = $cn:literal / $tw:literal / $en:literal $([$($synonym:literal),* $(,)?])? ;)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $kind { $(#[doc = concat!($cn, " / ", $en)] $variant,)* }

        impl $kind {
            /// Every one, in the order of the layout.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Its names.
            pub const fn word(self) -> Word {
                match self { $(Self::$variant => Word { names: [$cn, $tw, $en], synonyms: &[$($($synonym),*)?] },)* }
            }

            /// What `new` writes in a language.
            pub const fn name(self, lang: Lang) -> &'static str {
                self.word().name(lang)
            }

            /// The one that a text names, in any language.
            pub fn find(typed: &str) -> Option<Self> {
                Self::named(&crate::text::key(typed)).first().copied()
            }

            /// All that a text with this [key](crate::text::key) names, in the order of the layout.
            pub fn named(key: &str) -> &'static [Self] {
                // Made once: a sheet's every cell may be asked whether it is a header.
                static BY_KEY: LazyLock<BTreeMap<String, Vec<$kind>>> = LazyLock::new(|| {
                    let mut by_key: BTreeMap<String, Vec<$kind>> = BTreeMap::new();
                    for one in $kind::ALL {
                        let word = one.word();
                        for name in word.names.iter().chain(word.synonyms) {
                            let named = by_key.entry(crate::text::key(name)).or_default();
                            if named.last() != Some(one) {
                                named.push(*one);
                            }
                        }
                    }
                    by_key
                });
                let known = |key: &str| BY_KEY.get(key).map(Vec::as_slice).unwrap_or_default();
                match (known(key), halves(key)) {
                    // The same word in two languages.
                    ([], Some((one, other))) if known(one).iter().any(|word| known(other).contains(word)) => known(one),
                    (found, _) => found,
                }
            }
        }
    };
}

words! {
    /// The sheets with a fixed name. Data sheets are named by [`data_sheet_prefix`] and the role.
    SheetName {
        Appraisal = "考核信息" / "考核資訊" / "Appraisal" ["基本信息", "考核基本信息", "绩效考核信息"];
        Duties = "岗位职责" / "崗位職責" / "Duties" ["职责"];
        Kpis = "考核指标" / "考核指標" / "KPIs" ["指标", "绩效指标", "绩效考核指标", "KPI"];
        Measures = "数据项" / "數據項" / "Measures" ["数据项目", "数据定义"];
        Staff = "人员名单" / "人員名單" / "Staff" ["人员", "员工名单", "花名册", "名单"];
        Adjustments = "加减分" / "加減分" / "Adjustments" ["加减分项", "加扣分", "奖惩"];
        Grades = "等级" / "等級" / "Grades" ["绩效等级", "等级表", "定级"];
        Goals = "个人目标" / "個人目標" / "Goals" ["个人目标值", "个人指标", "个人绩效目标", "Own goals", "Personal goals"];
        Raters = "评分关系" / "評分關係" / "Raters" ["评价关系", "打分关系", "评分人关系"];
        Guide = "填写说明" / "填寫說明" / "Guide" ["说明", "使用说明"];
    }
}

words! {
    /// Labels of 考核信息.
    AppraisalField {
        Company = "公司" / "公司" / "Company" ["公司名称", "单位名称", "所属公司", "公司全称", "企业名称"];
        Department = "部门" / "部門" / "Department" ["部门名称", "考核部门", "所属部门", "被考核部门", "Dept", "Dept."];
        Period = "考核周期" / "考核週期" / "Period" ["周期", "考核月份", "考核期间", "月份", "考核期", "考核年月", "考核时间", "考核期限", "考核月度", "所属期", "Month", "Appraisal period"];
        PreparedBy = "制表人" / "製表人" / "Prepared by" ["制表", "编制人", "填表人", "填报人", "Prepared"];
        ApprovedBy = "审核人" / "審核人" / "Approved by" ["审核", "审批人", "批准人", "复核人", "部门负责人", "负责人", "Approver", "Reviewed by"];
        Scale = "计分方式" / "計分方式" / "Score scale" ["计分制", "评分方式", "计分方法", "评分制"];
        Decimals = "小数位数" / "小數位數" / "Decimals" ["小数位", "保留小数", "保留小数位数"];
        Missing = "缺数据处理" / "缺數據處理" / "Missing data" ["缺失数据处理", "缺数据", "缺失数据处理方式", "缺数据处理方式"];
        Cap = "总分上限" / "總分上限" / "Total cap" ["总分封顶", "最高总分", "总分最高"];
        Grading = "定级方式" / "定級方式" / "Grading" ["评级方式", "定级方法", "等级评定方式"];
        ShowRank = "显示岗位排名" / "顯示崗位排名" / "Show rank" ["显示排名"];
        Accent = "主题色" / "主題色" / "Accent colour" ["主题颜色", "Accent color"];
        Footer = "页脚" / "頁腳" / "Footer" [];
        MarkedBy = "评分人" / "評分人" / "Marked by" ["评价人", "打分人", "评分主体", "评价主体", "评分者", "评价者", "打分者", "Rated by", "Scored by"];
        Start = "起评分" / "起評分" / "Starting points" ["基础分", "起始分"];
        Pay = "绩效工资" / "績效工資" / "Pay" ["绩效工资公式", "绩效工资计算", "绩效奖金", "Performance pay", "绩效工资计算公式", "绩效工资计算方法", "绩效工资计算方式", "绩效工资计算办法", "绩效工资核算办法", "绩效工资核算方法", "绩效工资核算方式", "绩效工资核算公式", "绩效工资算法", "绩效工资发放公式", "绩效奖金公式", "绩效奖金计算公式", "绩效奖金计算方法", "绩效奖金计算方式", "绩效奖金计算办法", "绩效奖金核算办法", "绩效薪酬公式", "绩效薪酬计算公式", "绩效薪酬计算方法", "绩效薪酬计算方式", "绩效薪酬计算办法", "绩效薪酬核算办法", "奖金公式", "奖金计算公式", "奖金计算方法", "奖金计算方式", "奖金计算办法", "奖金核算办法", "Pay formula", "Pay calculation", "Performance pay formula", "Bonus formula", "Formula of pay", "How pay is calculated"];
        ShowPay = "显示绩效工资" / "顯示績效工資" / "Show pay" ["是否显示绩效工资", "显示绩效奖金", "显示奖金", "绩效工资显示", "Display pay", "Print pay"];
        Signatures = "签字栏" / "簽字欄" / "Signatures" ["签名栏", "签字", "签字人"];
        FormParts = "表格栏目" / "表格欄目" / "Form parts" ["表格内容"];
        Form = "评分表样" / "評分表樣" / "Form" ["评分表样式", "评分表格式", "评分表模板", "Form file"];
    }
}

words! {
    /// Columns of the tables.
    Column {
        Role = "岗位" / "崗位" / "Role" ["岗位名称", "职务", "职位", "岗位/角色", "所属岗位", "岗位类别", "任职岗位", "考核岗位", "Position", "Job", "Job title"];
        Duty = "职责" / "職責" / "Duty" ["岗位职责", "职责名称", "工作职责"];
        Description = "职责描述" / "職責描述" / "Description" ["描述", "职责内容", "工作内容"];
        Kpi = "指标" / "指標" / "KPI" ["指标名称", "考核指标", "考核项目", "KPI指标", "考核指标名称", "关键指标", "关键绩效指标", "KPI名称", "绩效指标", "KPI name"];
        Weight = "权重" / "權重" / "Weight" ["比重", "权重(%)", "权重%", "指标权重", "考核权重", "权重占比"];
        Formula = "计算公式" / "計算公式" / "Formula" ["公式", "计算方法", "计算方式", "指标公式", "指标计算公式", "指标计算方式", "指标计算方法", "Calculation"];
        Unit = "单位" / "單位" / "Unit" ["计量单位"];
        Target = "目标值" / "目標值" / "Target" ["目标", "指标值", "目标数", "考核目标", "目标要求", "月度目标", "本月目标", "本月目标值", "月度目标值", "月目标", "Goal"];
        QuarterTarget = "季度目标" / "季度目標" / "Quarter target" ["季度目标值", "季目标"];
        HalfTarget = "半年目标" / "半年目標" / "Half-year target" ["半年目标值", "半年度目标"];
        YearTarget = "年度目标" / "年度目標" / "Year target" ["年度目标值", "年目标", "全年目标"];
        Rule = "评分标准" / "評分標準" / "Scoring rule" ["评分规则", "计分标准", "计分规则", "考核标准", "评分细则", "Rule", "打分标准", "打分规则", "评分办法", "评分方法", "评价标准", "考核评分标准", "计分办法", "计分方法", "考核办法", "评分说明"];
        Full = "满分" / "滿分" / "Full points" ["满分值", "分值上限", "标准分"];
        WhenNotApplicable = "不适用时" / "不適用時" / "When N/A" ["不适用时权重归", "不适用时转给"];
        KpiMeaning = "指标说明" / "指標說明" / "Meaning" ["指标定义", "指标解释", "说明"];
        Source = "数据来源" / "數據來源" / "Source" ["来源", "取数来源", "数据出处", "Data source"];
        Measure = "数据项" / "數據項" / "Measure" ["数据项名称", "数据名称", "数据指标", "数据字段", "Measure name"];
        Aggregate = "汇总方式" / "彙總方式" / "Aggregate" ["汇总", "汇总方法", "统计方式", "汇总规则", "汇总口径", "统计口径"];
        Meaning = "说明" / "說明" / "Meaning" ["含义", "解释"];
        Id = "工号" / "工號" / "ID" ["员工编号", "员工工号", "员工号", "编号", "人员编号", "Employee ID", "职工号", "员工ID", "员工代码", "员工编码", "工号ID", "职工编号", "人员工号", "人员编码", "人员代码", "Staff ID", "Staff No", "Staff No.", "Employee No", "Employee No.", "Employee number", "Emp ID", "Emp No", "Emp No."];
        Name = "姓名" / "姓名" / "Name" ["员工姓名", "名字", "人员姓名", "Employee name", "员工名称", "员工名", "员工", "职工姓名", "Full name", "Staff name"];
        From = "到岗日期" / "到崗日期" / "From" ["入职日期", "上岗日期", "开始日期", "到岗时间", "入职时间", "上岗时间", "生效日期", "到岗日", "入职日", "上岗日", "入司日期", "入司时间", "报到日期", "报到时间", "Start date", "From date"];
        To = "离岗日期" / "離崗日期" / "To" ["离职日期", "结束日期", "离岗日", "离职日", "离岗时间", "离职时间", "最后工作日", "离司日期", "End date", "To date"];
        Manager = "直接上级" / "直接上級" / "Manager" ["上级", "直属上级", "汇报对象", "主管", "直属主管", "直接主管", "上级领导", "直接领导", "直属领导", "部门领导", "上级主管", "汇报上级", "Line manager"];
        Password = "打开密码" / "打開密碼" / "Password" ["密码"];
        Notes = "备注" / "備註" / "Notes" ["说明", "备注说明", "Note", "Remarks"];
        Date = "日期" / "日期" / "Date" ["数据日期", "直播日期", "场次日期", "业务日期", "统计日期", "开播日期", "日期时间", "发生日期", "发生时间", "奖惩日期", "奖惩时间", "加扣分日期"];
        Month = "月份" / "月份" / "Month" ["考核月份", "考核周期", "考核期间", "考核期", "统计月份", "数据月份", "所属月份", "归属月份", "所属期", "年月", "月", "周期", "期间", "Period"];
        AdjustmentKind = "类型" / "類型" / "Kind" ["加减分类型", "类别", "加减类型", "Type"];
        Points = "分值" / "分值" / "Points" ["分数", "加减分", "加减分值", "加/减分", "分值(分)", "Score"];
        Reason = "事由" / "事由" / "Reason" ["原因", "说明", "加减分事由", "加减分原因", "理由", "事由说明", "原因说明", "加减分说明"];
        Grade = "等级" / "等級" / "Grade" ["绩效等级", "等级名称", "考核等级", "评定等级", "级别"];
        Lowest = "最低分" / "最低分" / "Lowest score" ["分数下限", "最低分数", "下限", "最低得分", "起始分", "最低分值", "分数线", "最低分数线", "Minimum score", "Min score"];
        Coefficient = "绩效系数" / "績效係數" / "Coefficient" ["系数", "绩效奖金系数", "奖金系数", "绩效工资系数", "Factor"];
        Dimension = "维度" / "維度" / "Dimension" ["考核维度", "指标维度", "考核类别", "指标类别", "一级指标", "维度名称", "指标维度名称", "考核维度名称", "评价维度", "Dimensions", "Dimension name", "KPI dimension", "Perspective"];
        KpiKind = "指标类型" / "指標類型" / "KPI type" ["KPI类别", "KPI类型", "KPI分类", "指标分类", "指标大类", "考核类型", "考核分类", "类别", "类型", "大类", "KPI category", "Category", "Type"];
        DimensionWeight = "维度权重" / "維度權重" / "Dimension weight" ["维度比重", "维度占比", "类别权重", "一级权重", "维度权重%", "维度权重(%)", "维度权重占比", "考核维度权重", "指标维度权重", "一级指标权重", "一级指标权重%", "指标类别权重", "考核类别权重", "指标类型权重", "类别权重%", "类型权重", "Dimension weight %", "Dimension weights", "Weight of dimension", "Category weight", "Perspective weight"];
        MarkedBy = "评分人" / "評分人" / "Marked by" ["评价人", "打分人", "评分主体", "评价主体", "考评人", "评分者", "评价者", "打分者", "考评者", "评估人", "评估者", "考核人", "考核者", "评审人", "评分人及占比", "评分人及权重", "Rated by", "Scored by", "Rater", "Raters", "Evaluated by", "Assessed by", "Evaluator", "Assessor"];
        Prorate = "折算" / "折算" / "Prorate" ["按天折算", "按天数折算", "目标折算", "是否折算", "是否按天折算", "目标是否折算", "按在岗天数折算", "按出勤折算", "按出勤天数折算", "目标按天折算", "Prorated", "Pro rata", "Pro-rata", "Pro rate", "Prorate target", "Target prorated", "By days"];
        Appraised = "参评" / "參評" / "Appraised" ["是否参评", "参与考核", "是否考核", "参加考核", "是否参与考核", "是否参加考核", "参评与否", "是否参与考评", "是否参加考评", "参加考评", "参与考评", "是否纳入考核", "纳入考核", "是否参与评分", "是否参与绩效考核", "是否参加绩效考核", "参与绩效考核", "参加绩效考核", "Is appraised", "To be appraised", "Appraise", "Takes part", "Participates", "Included in appraisal", "Include in appraisal", "In appraisal"];
        PayBase = "绩效工资基数" / "績效工資基數" / "Pay base" ["绩效基数", "绩效工资标准", "绩效奖金基数", "绩效工资", "工资基数", "奖金基数", "绩效薪酬基数", "绩效薪资基数", "绩效奖基数", "绩效奖金标准", "绩效薪酬标准", "奖金标准", "月度绩效工资基数", "月绩效工资基数", "月度绩效基数", "月度绩效奖金基数", "Base pay", "Base for pay", "Bonus base", "Performance pay base", "Base of performance pay", "Performance base"];
        Category = "类别" / "類別" / "Category" ["评分类别", "评分人类别", "评价类别", "关系", "评分者类别", "评价人类别", "评价者类别", "评分关系", "评价关系", "与被评人关系", "Relationship", "Relation", "Rater category", "Category of rater", "Rater type"];
        Rater = "评分人" / "評分人" / "Rater" ["评价人", "打分人", "评分人姓名", "评分者", "评价者", "打分者", "评估人", "评估者", "考核人", "考评人", "考评者", "评价人姓名", "评分者姓名", "打分人姓名", "Rated by", "Marked by", "Scored by", "Rater name", "Name of rater", "Evaluator", "Assessor", "Reviewer"];
        RaterId = "评分人工号" / "評分人工號" / "Rater ID" ["评价人工号", "打分人工号", "评分者工号", "评价者工号", "考核人工号", "考评人工号", "评估人工号", "评分人编号", "Rater's ID", "ID of rater", "Evaluator ID", "Assessor ID"];
        MarkedId = "被评人工号" / "被評人工號" / "Marked ID" ["被评价人工号", "被考核人工号", "被打分人工号", "被评分人工号", "被评估人工号", "被考评人工号", "被评人编号", "Ratee ID", "ID of the person rated"];
        Comment = "评语" / "評語" / "Comment" ["评价意见", "意见", "评价说明", "Comments", "评分说明", "评分意见", "评价评语", "Remark"];
        ShareCap = "比例上限" / "比例上限" / "Share cap" ["比例", "人数比例上限", "强制分布比例", "人数占比上限", "占比上限", "人数比例", "强制分布"];
    }
}

words! {
    /// Values of drop-down lists and settings.
    Choice {
        Percent = "百分制" / "百分制" / "percent" [];
        Points = "权重分" / "權重分" / "points" ["权重分制"];
        Error = "报错" / "報錯" / "error" [];
        Zero = "计零" / "計零" / "zero" ["记零", "计0", "按零"];
        Exclude = "不考核" / "不考核" / "exclude" [];
        ByScore = "按分数" / "按分數" / "by score" ["分数"];
        ByRank = "按排名" / "按排名" / "by rank" ["排名"];
        Yes = "是" / "是" / "yes" ["y", "true", "1", "✓", "√", "✔", "☑"];
        No = "否" / "否" / "no" ["n", "false", "0", "×", "x", "✕", "✖", "✗", "✘", "☒"];
        TakesPart = "参加" / "參加" / "takes part" ["参与", "参评", "纳入", "纳入考核", "参加考核", "参与考核", "参与考评", "参加考评", "included", "appraised", "participates"];
        TakesNoPart = "不参加" / "不參加" / "takes no part" ["不参与", "不参评", "不纳入", "不纳入考核", "不参加考核", "不参与考核", "不参与考评", "不参加考评", "不考核", "免考", "免考核", "excluded", "exempt", "not included", "not appraised"];
        Sum = "求和" / "求和" / "sum" ["合计", "累计", "累加", "汇总", "总和"];
        Mean = "平均" / "平均" / "mean" ["平均值", "平均数", "均值", "求平均", "average", "avg"];
        Last = "期末" / "期末" / "last" ["期末值", "期末数", "最新", "最新值", "最后"];
        Max = "最大" / "最大" / "max" ["最大值", "最高", "maximum"];
        Min = "最小" / "最小" / "min" ["最小值", "最低", "minimum"];
        Bonus = "加分" / "加分" / "bonus" ["奖励", "加分项", "奖励加分"];
        Penalty = "减分" / "減分" / "penalty" ["扣分", "减分项", "扣分项", "处罚"];
        Veto = "一票否决" / "一票否決" / "veto" ["否决"];
        Calibration = "校准" / "校準" / "calibration" ["校正"];
        Probation = "试用" / "試用" / "probation" ["试用期", "试用期内", "试用人员"];
        Deductions = "扣分制" / "扣分制" / "deductions" ["加扣分制", "扣减制"];
        OwnMark = "自评" / "自評" / "self" ["自我评价", "本人", "自己", "个人", "员工自评", "自我", "本人自评"];
        ManagersMark = "上级" / "上級" / "manager" ["直接上级", "直属上级", "主管", "领导", "直接主管", "直属主管", "直接领导", "上级领导", "上司", "supervisor", "line manager"];
        PeersMark = "同级" / "同級" / "peer" ["同事", "平级", "同级同事", "peers", "colleague", "colleagues"];
        ReportsMark = "下级" / "下級" / "report" ["下属", "直接下级", "团队成员", "reports", "direct report", "subordinate"];
        CustomersMark = "客户" / "客戶" / "customer" ["顾客", "服务对象", "内部客户", "外部客户", "customers", "client"];
        PanelsMark = "评审组" / "評審組" / "panel" ["评审小组", "评委", "评审委员会", "评审团", "考核小组", "评审"];
        FormGrades = "等级说明" / "等級說明" / "grades" ["等级标准"];
        FormInterview = "面谈记录" / "面談記錄" / "interview" ["绩效面谈", "面谈"];
        FormOpinion = "员工意见" / "員工意見" / "opinion" ["被考核人意见", "员工反馈"];
        FormPoints = "得分点数" / "得分點數" / "points shown" ["分值得分", "得分/满分"];
        NotApplicable = "不适用" / "不適用" / "N/A" ["—", "/", "NA", "N.A.", "-—", "——"];
    }
}

impl AppraisalField {
    /// Whether `new` writes its line only where it says something.
    pub const fn is_further(self) -> bool {
        matches!(
            self,
            Self::MarkedBy | Self::Start | Self::Pay | Self::ShowPay | Self::Signatures | Self::FormParts | Self::Form
        )
    }
}

impl SheetName {
    /// The sheet that a tab names, also behind a number (`1.考核信息`), with 表 at its end or a month in brackets.
    pub fn of_tab(tab: &str) -> Option<Self> {
        Self::find(tab).or_else(|| {
            let plain = plain_tab(tab);
            Self::find(&plain).or_else(|| Self::find(plain.strip_suffix('表')?))
        })
    }
}

/// The key of a tab's name without the number before it and the month around it: `3、数据-主播(11月)` → `数据-主播`.
pub fn plain_tab(tab: &str) -> String {
    parts_of_tab(tab).0
}

/// The month that a tab's name says, as it stands there: `11月` of `数据-主播(11月)`.
pub fn month_of_tab(tab: &str) -> Option<String> {
    parts_of_tab(tab).1
}

fn parts_of_tab(tab: &str) -> (String, Option<String>) {
    const NUMERALS: &str = "0123456789一二三四五六七八九十";
    let of_month = |text: &str| text.chars().all(|c| NUMERALS.contains(c) || matches!(c, '年' | '月' | '-' | '.'));
    let key = crate::text::key(tab);
    let numbered = key.trim_start_matches("附件").trim_start_matches('(').trim_start_matches(|c| NUMERALS.contains(c));
    let rest = numbered.trim_start_matches(['.', '、', '-', '_', ')', ':']);
    // A number counts only with a mark behind it.
    let mut word = if rest.len() < numbered.len() { rest } else { &key };
    let mut said = None;
    // 11月数据-主播, 2026年11月数据-主播
    if let Some((month, behind)) = word.split_once('月')
        && !behind.is_empty()
        && of_month(month)
    {
        said = Some(format!("{month}月"));
        word = behind;
    }
    // (11月), (2026-11); a bare number in brackets is a copy.
    if let Some((before, month)) = word.strip_suffix(')').and_then(|open| open.rsplit_once('('))
        && month.contains(['月', '-', '.'])
        && of_month(month)
    {
        said = Some(month.to_owned());
        word = before;
    }
    (word.trim_matches(['-', '_']).to_owned(), said)
}

/// `数据-`, `數據-`, `Data-`: what a data sheet's name begins with.
pub const fn data_sheet_prefix(lang: Lang) -> &'static str {
    match lang {
        Lang::ZhCn => "数据-",
        Lang::ZhTw => "數據-",
        Lang::En => "Data-",
    }
}

/// `评分-`, `評分-`, `Ratings-`: what the name of a sheet of marks begins with.
pub const fn marks_sheet_prefix(lang: Lang) -> &'static str {
    match lang {
        Lang::ZhCn => "评分-",
        Lang::ZhTw => "評分-",
        Lang::En => "Ratings-",
    }
}

/// The names of a workbook's sheets of marks for its roles, in the order of 考核指标.
pub fn marks_sheet_names<'a>(lang: Lang, roles: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    sheet_names(marks_sheet_prefix(lang), roles)
}

/// Excel's limit for a sheet name, in UTF-16 units.
const SHEET_NAME_UNITS: usize = 31;

/// The names of a workbook's data sheets for its roles, in the order of 考核指标.
pub fn data_sheet_names<'a>(lang: Lang, roles: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    sheet_names(data_sheet_prefix(lang), roles)
}

/// Sheet names made of a prefix and names from the input: `[]:*?/\` become `_`, names over Excel's 31 characters are cut,
/// and where two collide (ignoring case) the later one ends in `~2`, `~3` ….
pub fn sheet_names<'a>(prefix: &str, names: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut taken: Vec<String> = Vec::new();
    let mut made: Vec<String> = Vec::new();
    for name in names {
        let clean: String =
            name.trim().chars().map(|c| if "[]:*?/\\".contains(c) || c.is_control() { '_' } else { c }).collect();
        let whole = format!("{prefix}{clean}");
        // Excel refuses an apostrophe at either end of a sheet's name.
        let whole = whole.trim_matches('\'');
        let mut candidate = cut(whole, SHEET_NAME_UNITS);
        let mut number = 2_u32;
        while taken.contains(&candidate.to_lowercase()) {
            let mark = format!("~{number}");
            candidate = cut(whole, SHEET_NAME_UNITS.saturating_sub(mark.len())) + &mark;
            number = number.saturating_add(1);
        }
        taken.push(candidate.to_lowercase());
        made.push(candidate);
    }
    made
}

fn cut(text: &str, units: usize) -> String {
    let mut left = units;
    text.chars()
        .take_while(|c| {
            let fits = c.len_utf16() <= left;
            left = left.saturating_sub(c.len_utf16());
            fits
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_match_in_three_languages_and_as_people_write_them() {
        for typed in ["工号", "員工編號", "员工 编号", "id", " ＩＤ "] {
            assert!(Column::Id.word().matches(typed), "{typed}");
        }
        assert_eq!(SheetName::find("考核資訊"), Some(SheetName::Appraisal));
        for typed in ["工号 ID", "工号/Employee ID", "Employee ID\n工号", "工号 | ID"] {
            assert_eq!(Column::named(&crate::text::key(typed)), [Column::Id], "{typed}");
        }
        assert_eq!(Column::named("工号name"), []);
        for tab in [
            "1.考核指标",
            "03-考核指标",
            "三、考核指标",
            "考核指标表",
            "考核指标(KPIs)",
            "考核指标（11月）",
            "11月考核指标",
        ] {
            assert_eq!(SheetName::of_tab(tab), Some(SheetName::Kpis), "{tab}");
        }
        for tab in ["考核指标(2)", "考核指标 旧", "数据-主播", "2026"] {
            assert_eq!(SheetName::of_tab(tab), None, "{tab}");
        }
        assert_eq!(plain_tab("3.数据-主播（11月）"), "数据-主播");
        assert_eq!(plain_tab("11月数据-主播"), "数据-主播");
        assert_eq!(plain_tab("数据-主播(2)"), "数据-主播(2)");
        assert_eq!(Choice::find("Mean"), Some(Choice::Mean));
    }

    #[test]
    fn sheet_names_are_cleaned_cut_and_told_apart() {
        let long = "负责直播间全部商品讲解与观众互动以及售后回访的高级资深金牌主播";
        let names = data_sheet_names(Lang::ZhCn, ["主播", "A/B", "a_b", long, long]);
        assert_eq!(names.first().map(String::as_str), Some("数据-主播"));
        assert_eq!(names.get(1).map(String::as_str), Some("数据-A_B"));
        assert_eq!(names.get(2).map(String::as_str), Some("数据-a_b~2"));
        assert!(names.iter().all(|name| name.encode_utf16().count() <= 31));
        assert!(names.last().is_some_and(|name| name.ends_with("~2")));
    }
}
