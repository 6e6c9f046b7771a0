#!/usr/bin/env python3
"""Department workbooks that strain every sheet that comes out of them.

    hard_departments.py FOLDER

`long-*`: twelve KPIs in one role, names of 2 and of 20 characters, duties of 400 characters, negative and six-digit
numbers, long rules and long words, in three languages. `sixty`: sixty people in nine roles, N002 with the password
开门-Σ4711. `rules-N`: a rule of every
family at N decimals, under both score scales, both gradings and every way with missing data; two roles in one period, a
veto, a calibration, team values, growth, labels. The figures come from a fixed sequence: the same files every time.
"""

import datetime
import sys
from pathlib import Path

import openpyxl


LONGEST_SHEET_NAME = 31
PASSWORD = "开门-Σ4711"


class Sequence:
    """Numbers that look random and never change."""

    def __init__(self, seed):
        self.state = seed

    def below(self, bound):
        self.state = (self.state * 1103515245 + 12345) % 2**31
        return (self.state >> 8) % bound


def book(path, sheets):
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name[:LONGEST_SHEET_NAME])
        for row in rows:
            sheet.append([None if cell == "" else cell for cell in row])
        for cell in (cell for row in sheet for cell in row if cell.data_type == "f"):
            cell.data_type = "s"  # What begins with = is a name here, not a formula.
    workbook.properties.created = workbook.properties.modified = datetime.datetime(2026, 11, 30)
    workbook.save(path)


# ---------------------------------------------------------------- long texts

LONG = {
    "zh-CN": dict(
        sheets=["考核信息", "岗位职责", "考核指标", "数据项", "人员名单", "加减分", "等级"],
        data="数据-",
        labels=["公司", "部门", "考核周期", "制表人", "审核人", "计分方式", "小数位数", "缺数据处理", "总分上限", "定级方式",
                "显示岗位排名", "主题色", "页脚"],
        info=["某某（上海）跨境电子商务与供应链管理集团股份有限公司", "跨境电商运营与客户体验管理部", "2026-11", "人力资源与组织发展中心",
              "总经理办公室", "百分制", 2, "报错", "", "按分数", "是", "7A1F3D", "内部资料 & 请勿外传"],
        duty_head=["岗位", "职责", "职责描述"],
        kpi_head=["岗位", "指标", "权重", "计算公式", "单位", "目标值", "评分标准", "指标说明"],
        measure_head=["岗位", "数据项", "单位", "汇总方式"],
        staff_head=["工号", "姓名", "岗位", "到岗日期", "离岗日期", "直接上级"],
        adjust_head=["工号", "姓名", "类型", "分值", "事由", "日期"],
        grade_head=["等级", "最低分", "绩效系数", "比例上限", "说明"],
        role="跨境电商平台高级运营与客户体验主管", other="客服",
        sentence="按周复盘各平台店铺的流量、转化、客单价与退货原因，提出改进措施并推动商品、仓储与客服团队落实；",
        duties=["店铺日常运营与数据复盘", "客户体验", "跨部门协作与供应链计划管理"],
        kpi="第{}项指标：店铺综合经营质量与客户体验改善率（含海外仓）", short="净利润",
        measure="第{}项实际完成值（含税）", plan="第{}项计划值", money="元", sum="求和",
        rule="达到100%得满分，每低1%扣2分，低于60%不得分；每超过1%加0.5分，最高加10分，不足1%的部分不计分", ratio="按达成率比例计分，最高120分",
        loss="≥0得100分；-200000≤X<0得60分；低于-200000不得分",
        names=["李白", "阿卜杜热合曼·买买提艾力·吐尔逊江·艾山", "欧阳修远"], boss="司马相如与卓文君联合团队长",
        bonus="加分", penalty="减分", veto="一票否决", calibration="校准",
        reason="大促期间连续两周支援海外仓的夜间发货，协助处理积压订单三千余单，客户表扬信两封，经部门会议讨论一致同意加分",
    ),
    "zh-TW": dict(
        sheets=["考核資訊", "崗位職責", "考核指標", "數據項", "人員名單", "加減分", "等級"],
        data="數據-",
        labels=["公司", "部門", "考核週期", "製表人", "審核人", "計分方式", "小數位數", "缺數據處理", "總分上限", "定級方式",
                "顯示崗位排名", "主題色", "頁腳"],
        info=["某某（臺北）跨境電子商務與供應鏈管理集團股份有限公司", "跨境電商營運與客戶體驗管理部", "2026-11", "人力資源與組織發展中心",
              "總經理辦公室", "百分制", 2, "報錯", "", "按分數", "是", "7A1F3D", "內部資料 & 請勿外傳"],
        duty_head=["崗位", "職責", "職責描述"],
        kpi_head=["崗位", "指標", "權重", "計算公式", "單位", "目標值", "評分標準", "指標說明"],
        measure_head=["崗位", "數據項", "單位", "彙總方式"],
        staff_head=["工號", "姓名", "崗位", "到崗日期", "離崗日期", "直接上級"],
        adjust_head=["工號", "姓名", "類型", "分值", "事由", "日期"],
        grade_head=["等級", "最低分", "績效係數", "比例上限", "說明"],
        role="跨境電商平台高級營運與客戶體驗主管", other="客服",
        sentence="按週檢討各平台店鋪的流量、轉換、客單價與退貨原因，提出改善措施並推動商品、倉儲與客服團隊落實；",
        duties=["店鋪日常營運與數據檢討", "客戶體驗", "跨部門協作與供應鏈計畫管理"],
        kpi="第{}項指標：店鋪綜合經營品質與客戶體驗改善率（含海外倉）", short="淨利潤",
        measure="第{}項實際完成值（含稅）", plan="第{}項計畫值", money="元", sum="求和",
        rule="達到100%得滿分，每低1%扣2分，低於60%不得分；每超過1%加0.5分，最高加10分，不足1%的部分不計分", ratio="按達成率比例計分，最高120分",
        loss="≥0得100分；-200000≤X<0得60分；低於-200000不得分",
        names=["李白", "阿卜杜熱合曼·買買提艾力·吐爾遜江·艾山", "歐陽修遠"], boss="司馬相如與卓文君聯合團隊長",
        bonus="加分", penalty="減分", veto="一票否決", calibration="校準",
        reason="大促期間連續兩週支援海外倉的夜間出貨，協助處理積壓訂單三千餘筆，客戶表揚信兩封，經部門會議討論一致同意加分",
    ),
    "en": dict(
        sheets=["Appraisal", "Duties", "KPIs", "Measures", "Staff", "Adjustments", "Grades"],
        data="Data-",
        labels=["Company", "Department", "Period", "Prepared by", "Approved by", "Score scale", "Decimals", "Missing data",
                "Total cap", "Grading", "Show rank", "Accent colour", "Footer"],
        info=["Example International Electronic Commerce and Supply-Chain Management Holdings Limited",
              "Cross-border Commerce Operations and Customer Experience", "2026-11",
              "Human Resources and Organisational Development", "Office of the General Manager", "percent", 2, "error", "",
              "by score", "yes", "7A1F3D", "Internal & confidential"],
        duty_head=["Role", "Duty", "Description"],
        kpi_head=["Role", "KPI", "Weight", "Formula", "Unit", "Target", "Scoring rule", "Meaning"],
        measure_head=["Role", "Measure", "Unit", "Aggregate"],
        staff_head=["ID", "Name", "Role", "From", "To", "Manager"],
        adjust_head=["ID", "Name", "Kind", "Points", "Reason", "Date"],
        grade_head=["Grade", "Lowest score", "Coefficient", "Share cap", "Meaning"],
        role="Cross-border marketplace operations and customer experience manager", other="Support",
        sentence="Review weekly traffic, conversion, basket size and reasons for returns of each marketplace storefront. ",
        duties=["Storefront operations and analytics", "Customer experience", "Cross-departmental supply-chain planning"],
        kpi="KPI {}: internationalisation of storefront quality and customer-satisfaction improvement", short="Net profit",
        measure="Actual {} (including value-added tax)", plan="Plan {}", money="CNY", sum="sum",
        rule="Full points at 100%; minus 2 points for each 1% below, down to 0; plus 0.5 points for each 1% above, at most 10 points",
        ratio="In proportion to the target, at most 120 points; below 60% scores 0",
        loss="≥0得100分；-200000≤X<0得60分；低于-200000不得分",
        names=["Li", "Abdurrahman Memeteli", "Bartholomew Featherstonehaugh"], boss="Maximiliana Cholmondeley",
        bonus="bonus", penalty="penalty", veto="veto", calibration="calibration",
        reason="Two weeks of night shifts for the overseas warehouse during the sale; three thousand late orders cleared, "
               "two letters of thanks from customers; agreed by the department's meeting",
    ),
}


def long_department(path, words):
    role, other = words["role"], words["other"]
    info, duties, kpis, measures, staff, adjustments, grades = words["sheets"]
    text = (words["sentence"] * 20)[:400]
    kpi_rows, measure_rows = [words["kpi_head"]], [words["measure_head"]]
    head, plans = words["staff_head"][:2], []
    for number in range(1, 12):
        actual, plan = words["measure"].format(number), words["plan"].format(number)
        rule = words["rule"] if number % 3 else words["ratio"]
        formula = f"[{actual}]/[{plan}]*50%+([{actual}]+[{plan}])/([{plan}]*2)*50%" if number % 2 else f"[{actual}]/[{plan}]"
        kpi_rows.append([role, words["kpi"].format(number), "8%", formula, "%", "100%", rule, words["sentence"]])
        for measure in (actual, plan):
            measure_rows.append([role, measure, words["money"], words["sum"]])
            plans.append(measure)
    kpi_rows.append([role, words["short"], "12%", words["short"], words["money"], "0", words["loss"], ""])
    measure_rows.append([role, words["short"], words["money"], words["sum"]])
    kpi_rows.append([other, words["short"], "100%", words["short"], words["money"], "0", words["loss"], ""])
    measure_rows.append([other, words["short"], words["money"], words["sum"]])
    sequence = Sequence(7)
    data = [head + plans + [words["short"]]]
    people = list(zip(["00123", "E-2026-000002", "E3"], words["names"]))
    for at, (ident, name) in enumerate(people):
        for _ in range(2):
            figures = []
            for number in range(11):
                figures += [300000 + sequence.below(499999) + 0.25, 500000 + at]
            data.append([ident, name, *figures, [-123456.78, 987654.32, -654321.5][at]])
    book(path, {
        info: [list(pair) for pair in zip(words["labels"], words["info"])],
        duties: [words["duty_head"]] + [[role, duty, text] for duty in words["duties"]] + [[other, words["duties"][1], text]],
        kpis: kpi_rows,
        measures: measure_rows,
        staff: [words["staff_head"]] + [[ident, name, role, "", "", words["boss"]] for ident, name in people]
        + [["=1+1", "@SUM(A1)", other, "", "", "-cmd"]],
        words["data"] + role: data,
        words["data"] + other: [head + [words["short"]], ["=1+1", "@SUM(A1)", -100000]],
        adjustments: [
            words["adjust_head"],
            ["00123", words["names"][0], words["bonus"], 3, words["reason"], "2026-11-12"],
            ["00123", words["names"][0], words["penalty"], 1.5, words["reason"], "2026-11-15"],
            ["E-2026-000002", words["names"][1], words["calibration"], 88.8, words["reason"], ""],
            ["E3", words["names"][2], words["veto"], "", words["reason"], "2026-11-20"],
        ],
        grades: [words["grade_head"], ["S", 95, 1.5, "10%", ""], ["A", 85, 1.25, "30%", ""], ["B", 70, 1, "", ""],
                 ["C", 60, 0.8, "", ""], ["D", 0, 0.5, "", ""]],
    })


# ---------------------------------------------------------------- sixty people

def sixty(path):
    roles = [f"岗位{letter}组运营与服务" for letter in "甲乙丙丁戊己庚辛壬"]
    sequence = Sequence(60)
    sheets = {
        "考核信息": [["公司", "某某公司"], ["部门", "六十人部"], ["考核周期", "2026-11"], ["制表人", "人事"], ["审核人", "总经理"],
                 ["小数位数", 1], ["定级方式", "按排名"]],
        "岗位职责": [["岗位", "职责", "职责描述"]] + [[role, "运营", "完成当月计划。"] for role in roles],
        "考核指标": [["岗位", "指标", "权重", "计算公式", "单位", "目标值", "评分标准"]],
        "数据项": [["岗位", "数据项", "单位", "汇总方式"]],
        "人员名单": [["工号", "姓名", "岗位", "直接上级", "打开密码"]],
        "等级": [["等级", "最低分", "绩效系数", "比例上限"], ["优秀", 95, 1.3, "20%"], ["良好", 85, 1.1, "30%"], ["合格", 70, 1, ""],
               ["待改进", 0, 0.7, "10%"]],
    }
    for role in roles:
        sheets["考核指标"] += [
            [role, "销售额", "60%", "销售额/计划", "%", "100%", "按达成率比例计分，最高120分"],
            [role, "投诉", "40%", "投诉数", "次", "0", "每发生1次扣5分，扣完为止"],
        ]
        sheets["数据项"] += [[role, "销售额", "元", "求和"], [role, "计划", "元", "求和"], [role, "投诉数", "次", "求和"]]
        sheets[f"数据-{role}"] = [["工号", "姓名", "销售额", "计划", "投诉数"]]
    for at in range(60):
        # Most people are in the first role; the last has one.
        role = roles[0 if at < 24 else 8 if at == 59 else 1 + at % 7]
        ident, name = f"N{at + 1:03}", "赵钱孙李周吴郑王冯陈"[at % 10] + "一二三四五六七八九十"[at // 6]
        sheets["人员名单"].append([ident, name, role, "主管" if at else "", PASSWORD if at == 1 else ""])
        row = [ident, name, 80000 + sequence.below(50000), 100000, sequence.below(8)]
        sheets[f"数据-{role}"].append(row)
    sheets["人员名单"].append(["N099", "未来人", roles[7], ""])
    sheets[f"数据-{roles[7]}"].append(["N099", "未来人", 100000, 100000, 0])
    book(path, sheets)


# ---------------------------------------------------------------- rules of every family

RULES = [
    # Measures (name, unit, aggregate, figures), formula, unit, target, rule for 10 points.
    ([("销售额", "元", "求和", (7e5, 6e5)), ("计划额", "元", "求和", (1e6, 1))], "销售额/计划额", "%", "100%", "按达成率比例计分，最高12分；低于60%不得分"),
    ([("成本", "万元", "求和", (80, 60))], "成本", "万元", "100", "目标/实际×满分，最高12分"),
    ([("订单", "单", "求和", (700, 500)), ("及时单", "单", "求和", (640, 60))], "及时单/订单", "%", "98%", "≥100%得10分；90%≤X<100%得8分；80%≤X<90%得5分；低于80%不得分"),
    ([("评分", "分", "平均", (3.9, 1.1))], "评分", "分", "4.8", "每低0.1分扣0.3分，扣完为止"),
    ([("退货", "单", "求和", (3, 9)), ("发货", "单", "求和", (300, 90))], "退货/发货", "%", "≤2%", "每高0.1%扣0.5分，最多扣8分"),
    ([("粉丝", "人", "期末", (4000, 4000))], "粉丝", "人", "5000", "每高/低1%加/扣0.5分，最高加5分，最低扣5分"),
    ([("投诉", "次", "求和", (0, 3))], "投诉", "次", "0", "每发生1次扣2.5分，扣完为止"),
    ([("新客", "个", "求和", (3, 9))], "新客", "个", "", "每完成1个得1.5分，最高10分"),
    ([("达标", "", "期末", ("是", "否"))], "达标", "", "", "是得满分，否不得分"),
    ([("回款", "元", "求和", (9e5, 2e5))], "四舍五入(回款/10000,1)", "万元", "95", "达到目标得满分，否则0分"),
    ([("考试", "分", "最大", (55, 45))], "考试", "分", "100", "按评分计分，满分100分"),
    ([("进度", "%", "期末", (0.7, 0.4))], "进度", "%", "100%", "80%得6分，100%得10分，区间内线性计算"),
    ([("毛利", "元", "求和", (2e5, 9e4)), ("收入", "元", "求和", (1e6, 1))], "毛利/收入", "%", "25%", "达到25%得满分，每低1%扣0.7分，低于10%不得分；每超1%加0.2分，最高加2分"),
    ([("态度", "", "期末", ("优秀", "良好", "一般"))], "态度", "", "", "优秀10分，良好8分，一般6分"),
    ([("迟到", "次", "求和", (0, 4))], "如果(迟到>2,迟到*2,迟到)", "次", "0", "迟到一次扣1.5分"),
    ([("时长", "小时", "最小", (20, 30))], "绝对值(时长-30)", "小时", "5", "每高1小时扣0.4分，不足1小时按1小时计"),
    ([("库存", "元", "平均", (9e5, 2e5))], "库存", "元", "1000000", "每低1%扣0.45分，不足1%按比例"),
    ([("一般事故", "次", "求和", (0, 2)), ("重大事故", "次", "求和", (0, 2))], "一般事故+重大事故", "次", "0", "一般事故扣1分，重大事故扣4分"),
    ([("产量", "件", "求和", (900, 300)), ("上期产量", "件", "期末", (800, 400))], "环比(产量)+1", "%", "100%", "偏差每超±1%扣0.3分"),
    ([("份额", "元", "求和", (1000, 900))], "份额/部门平均(份额)", "%", "100%", "按实际份额占目标的百分比评分，每低5%扣1分"),
]


def rules_department(path, decimals):
    sequence = Sequence(100 + decimals)
    points, rank = decimals % 2 == 1, decimals in (1, 2)
    missing = ["报错", "计零", "不考核", "计零", "不考核"][decimals]
    sheets = {
        "考核信息": [["公司", "某某公司"], ["部门", f"规则{decimals}部"], ["考核周期", "2026-11"], ["计分方式", "权重分" if points else "百分制"],
                 ["小数位数", decimals], ["缺数据处理", missing], ["总分上限", 105 if decimals == 3 else ""],
                 ["定级方式", "按排名" if rank else "按分数"], ["显示岗位排名", "是"]],
        "考核指标": [["岗位", "指标", "权重", "计算公式", "单位", "目标值", "评分标准", "满分", "不适用时"]],
        "数据项": [["岗位", "数据项", "单位", "汇总方式"]],
        "人员名单": [["工号", "姓名", "岗位", "到岗日期", "离岗日期"]],
        "加减分": [["工号", "姓名", "类型", "分值", "事由"], ["P001", "员工一", "加分", 2, "支援"], ["P002", "员工二", "减分", 3, "迟到"],
                ["P003", "员工三", "一票否决", "", "重大事故"], ["P004", "员工四", "校准", 77, "复核"], ["P007", "员工七", "加分", 1, "值班"]],
        "等级": [["等级", "最低分", "绩效系数", "比例上限"], ["A", 90, 1.25, "20%"], ["B", 75, 1, ""], ["C", 0, 0.8, "20%"]],
    }
    digits = "一二三四五六七八九十"
    for role, rules in (("前台", RULES[:10]), ("后台", RULES[10:])):
        data = [["工号", "姓名", "日期"] + [measure[0] for rule in rules for measure in rule[0]]]
        for number, (measures, formula, unit, target, rule) in enumerate(rules):
            receiver = "订单" if rules is RULES[:10] else ""
            sheets["考核指标"].append([role, f"{measures[0][0]}指标", "10%", formula, unit, target, rule, "" if points else 10,
                                   f"{rules[2][0][0][0]}指标" if number == 0 else receiver])
            sheets["数据项"] += [[role, name, unit, how] for name, unit, how, _ in measures if not name.startswith("上期")]
        first = 1 if role == "前台" else 7
        for person in range(first, first + 7 if role == "前台" else 13):
            ident, name = f"P{person:03}", f"员工{digits[person - 1] if person <= 10 else '十' + digits[person - 11]}"
            both = person == 7
            period = ("", "") if not both else ("", "2026-11-12") if role == "前台" else ("2026-11-13", "")
            sheets["人员名单"].append([ident, name, role, *period])
            for day in range(1 + person % 3):
                # Who changes roles on the 13th has data of the days in each.
                row = [ident, name, f"2026-11-{(14 if both and role == '后台' else 2) + day * 9:02}"]
                for rule in rules:
                    for _, unit, _, figures in rule[0]:
                        row.append(figure(sequence, unit, figures, missing != "报错"))
                data.append(row)
        sheets[f"数据-{role}"] = data
    book(path, sheets)


def figure(sequence, unit, figures, gaps):
    if sequence.below(17) == 0:
        return "不适用"
    if gaps and sequence.below(23) == 0:
        return ""
    if isinstance(figures[0], str):
        return figures[sequence.below(len(figures))]
    base, spread = figures
    if unit in ("次", "个", "单", "人", "件"):
        return base + sequence.below(int(spread) + 1)
    if unit == "%":
        return f"{(base + spread * sequence.below(1000) / 1000) * 100:.2f}%"
    return round(base + spread * sequence.below(100000) / 100000, 2)


def main():
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for lang, words in LONG.items():
        long_department(folder / f"long-{lang}.xlsx", words)
    sixty(folder / "sixty.xlsx")
    for decimals in range(5):
        rules_department(folder / f"rules-{decimals}.xlsx", decimals)


if __name__ == "__main__":
    main()
