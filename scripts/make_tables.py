#!/usr/bin/env python3
"""Makes the department workbooks of tests/fixtures/tables: nine forms of other offices, with invented people and data.

    scripts/make_tables.py FOLDER [--against OTHER_FOLDER]

KPIs, weights, targets, levels and who marks are those of the forms. Where a form's sentence names no number that can be computed
people mark (评分人), and the sentence stays as the criterion; where it leaves a gap, doubles a bound or speaks of a thing that no
column holds, 评分标准 says the same without it and 指标说明 keeps the form's own words. With --against the workbooks made are
compared with those of another folder, cell by cell. Exit status: 0 made (and equal), 1 something differs. Needs openpyxl.
"""
import datetime
import pathlib
import sys
import zipfile

import openpyxl
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

KPI_COLUMNS = ["岗位", "指标", "维度", "维度权重", "权重", "计算公式", "评分人", "单位", "目标值", "评分标准", "满分", "折算", "指标说明", "数据来源"]
GRADES = [("S", 95, 1.2, ""), ("A", 85, 1.1, ""), ("B", 70, 1, ""), ("C", 60, 0.8, ""), ("D", 0, 0.5, "")]
BOTH = "自评20%+上级80%"


class Table:
    """One form as a department workbook."""

    def __init__(self, file, department, role, **settings):
        self.file, self.department, self.role = file, department, role
        self.settings, self.kpis, self.measures, self.staff = settings, [], [], []
        self.duties, self.data, self.marks, self.goals, self.adjustments = [], [], [], [], []
        self.grades, self.capped = GRADES, False

    def kpi(self, name, **columns):
        """A KPI; with no formula and nobody who marks, its formula is the measure of its own name, counted in its unit."""
        if not columns.get("计算公式") and not columns.get("评分人"):
            columns["计算公式"] = name
        self.kpis.append({"岗位": self.role, "指标": name, **columns})
        return self

    def measure(self, name, unit, way="求和"):
        self.measures.append((self.role, name, unit, way))
        return self

    def people(self, *rows, bases=None):
        for at, (number, name) in enumerate(rows):
            self.staff.append({"工号": number, "姓名": name, "岗位": self.role, "直接上级": "方主任"} | ({"绩效工资基数": bases[at]} if bases else {}))
        return self

    def row(self, number, *values):
        self.data.append((number, self.name_of(number), *values))
        return self

    def mark(self, number, category, rater, *values, comment=""):
        self.marks.append((number, self.name_of(number), category, rater, *values, comment))
        return self

    def goal(self, number, kpi, target="", weight="", rule=""):
        self.goals.append((number, self.name_of(number), kpi, target, weight, rule))
        return self

    def name_of(self, number):
        return next(row["姓名"] for row in self.staff if row["工号"] == number)

    def sheets(self):
        settings = {"公司": "样例公司", "部门": self.department, "考核周期": "2026-11", "制表人": "吴文员", "审核人": "方主任", **self.settings}
        yield "考核信息", *(lambda first, *others: (list(first), others))(*settings.items())
        yield "岗位职责", ["岗位", "职责", "职责描述"], [(self.role, name, text) for name, text in self.duties]
        used = [column for column in KPI_COLUMNS if any(kpi.get(column) not in (None, "") for kpi in self.kpis)]
        yield "考核指标", used, [[kpi.get(column) for column in used] for kpi in self.kpis]
        yield "数据项", ["岗位", "数据项", "单位", "汇总方式"], self.measures
        columns = list(dict.fromkeys(column for row in self.staff for column in row))
        yield "人员名单", columns, [[row.get(column) for column in columns] for row in self.staff]
        if self.measures:
            yield f"数据-{self.role}", ["工号", "姓名", *[name for _, name, _, _ in self.measures]], self.data
        if self.marks:
            marked = [kpi["指标"] for kpi in self.kpis if kpi.get("评分人")]
            yield f"评分-{self.role}", ["工号", "姓名", "类别", "评分人", *marked, "评语"], self.marks
        if self.goals:
            yield "个人目标", ["工号", "姓名", "指标", "目标值", "权重", "评分标准"], self.goals
        yield "加减分", ["工号", "姓名", "类型", "分值", "事由", "日期"], self.adjustments
        grades = [(*row[:3], row[3], "") for row in self.grades]
        yield "等级", ["等级", "最低分", "绩效系数", "比例上限", "说明"], grades

    def write(self, folder):
        book = openpyxl.Workbook()
        book.remove(book.active)
        book.properties.creator, book.properties.created, book.properties.modified = "", *[datetime.datetime(2026, 11, 30)] * 2
        for title, heads, rows in self.sheets():
            sheet = book.create_sheet(title)
            for row in [heads, *rows]:
                sheet.append([None if cell == "" else cell for cell in row])
            for cell in sheet[1]:
                cell.font = Font(bold=True)
            for at in range(1, len(heads) + 1):
                longest = max(len(str(row[at - 1] or "")) for row in [heads, *rows])
                sheet.column_dimensions[get_column_letter(at)].width = min(60, 4 + 2 * longest)
            # 维度 as the forms have it: one merged cell beside its KPIs.
            if title == "考核指标" and "维度" in heads:
                for column in (heads.index("维度") + 1, heads.index("维度权重") + 1):
                    merge_down(sheet, column, heads.index("维度") + 1)
            sheet.freeze_panes = "A2"
        path = folder / self.file
        book.save(path)
        dateless(path)


def merge_down(sheet, column, key):
    start, names = 2, [sheet.cell(row, key).value for row in range(2, sheet.max_row + 1)]
    for row in range(3, sheet.max_row + 2):
        if row > sheet.max_row or names[row - 2] is not None:
            if row - 1 > start:
                sheet.merge_cells(start_row=start, end_row=row - 1, start_column=column, end_column=column)
            start = row


def dateless(path):
    """The same file without the clock: each part dated like every other."""
    with zipfile.ZipFile(path) as made:
        parts = [(one.filename, made.read(one)) for one in made.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as kept:
        for name, content in parts:
            kept.writestr(zipfile.ZipInfo(name, (2026, 11, 30, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)


def streamer_marked_by_two():
    """主播: KPI 80% and 行为 20%, each of full points of its own; 自评 20%, 直接上级 80% where nothing is counted."""
    table = Table("T01.xlsx", "直播一部", "主播", 表格栏目="得分点数", 签字栏="被考核人、考核人")
    table.duties = [("直播", "按排期开播，引导粉丝互动评论，营造直播间热度")]
    counted = {"维度": None}
    table.kpi("直播销售指标完成率", 维度="KPI", 维度权重="80%", 权重="24%", 计算公式="实际销售额/销售指标", 单位="%", 目标值="100%",
              评分标准=">=100% 30；100%>->=80% 20；80%>->=70% 10", 满分=30)
    table.kpi("直播UV", **counted, 权重="8%", 单位="万", 目标值=3, 评分标准=">=3W 10；3W>->=2W 8；2W>->=1W 5", 满分=10)
    table.kpi("直播时长", **counted, 权重="8%", 单位="小时", 目标值=8, 评分标准=">=8h 10；8h>->=6h 8；6h>->=4h 5", 满分=10)
    table.kpi("人均停留时长", **counted, 权重="8%", 单位="秒", 目标值=240, 评分标准=">=240S 10；240S>->=180S 8；180S>->=90S 5；<90S 0", 满分=10)
    table.kpi("粉丝回访", **counted, 权重="8%", 单位="%", 目标值="30%", 评分标准=">=30% 10；30%>->=15% 8；15%>->=10% 5", 满分=10)
    table.kpi("转化率", **counted, 权重="8%", 单位="%", 目标值="7%", 评分标准=">=7% 10；7%>->=5% 8；5%>->=3% 5", 满分=10)
    table.kpi("点赞数量", **counted, 权重="8%", 评分人=BOTH, 单位="倍", 目标值=1.5, 评分标准="不少于直播间观看人数的1.5倍", 满分=10)
    table.kpi("互动性", **counted, 权重="8%", 评分人=BOTH, 评分标准="引导粉丝互动评论，设置点赞频率，营造直播间热度", 满分=10)
    table.kpi("责任心", 维度="行为", 维度权重="20%", 权重="7%", 评分人=BOTH, 满分=20,
              评分标准="乐观积极，责任心强，能很好完成任务20；有责任心，可放心交付工作15；尚有责任心，基本能完成工作10；无责任心0")
    table.kpi("勤奋度", 权重="7%", 评分人=BOTH, 满分=20,
              评分标准="对公司有信念，奉献在先20；视担当的工作和责任为己任15；言行尚规范10；自我意识重0")
    table.kpi("团队合作", 权重="6%", 评分人=BOTH, 满分=20, 评分标准="擅长团结合作20；尚能与他人合作15；主动不够10")
    for name, unit, way in [("实际销售额", "万元", "求和"), ("销售指标", "万元", "求和"), ("直播UV", "万", "求和"), ("直播时长", "小时", "平均"),
                            ("人均停留时长", "秒", "平均"), ("粉丝回访", "%", "平均"), ("转化率", "%", "平均")]:
        table.measure(name, unit, way)
    table.people(("L01", "江一帆"), ("L02", "何小满"), ("L03", "蒋牧"))
    table.row("L01", 52, 50, 3.2, 8.5, 250, "32%", "7.5%")
    table.row("L02", 42.5, 50, 2.4, 6, 200, "18%", "5.5%")
    table.row("L03", 38, 50, 1.1, 4.5, 80, "12%", "3%")
    table.mark("L01", "自评", "江一帆", 10, 9, 20, 20, 20)
    table.mark("L01", "上级", "方主任", 10, 8, 20, 15, 15, comment="开播准时，复盘仔细")
    table.mark("L02", "自评", "何小满", 8, 8, 15, 15, 20)
    table.mark("L02", "上级", "方主任", 6, 7, 15, 10, 15)
    table.mark("L03", "自评", "蒋牧", 6, 7, 15, 15, 15)
    table.mark("L03", "上级", "方主任", 5, 5, 10, 10, 10, comment="停留时长要先补上来")
    return table


def streamer_in_dimensions():
    """网络主播: weights stand on the dimensions only; inside each its KPIs share alike."""
    table = Table("T03.xlsx", "直播二部", "网络主播", 签字栏="被考核人、考核人")
    table.duties = [("直播", "互动、内容与带货"), ("合规", "遵守平台规范及法律法规")]

    def more(name, unit, target, rule, dimension=None, of_whole=None, weight="20%"):
        table.kpi(name, 维度=dimension, 维度权重=of_whole, 权重=weight, 单位=unit, 目标值=target, 评分标准=rule)
        table.measure(name, unit, "平均" if unit == "%" else "求和")
    more("粉丝平均互动率", "%", "15%", "根据直播间评论、点赞、送礼物等互动数据的总和与观看人数的比值计算，每高于目标值1个百分点加1分，最高加10分", "互动", "40%")
    more("粉丝增长数量", "人", 500, "每月新增粉丝数量，每超额完成目标值100人加1分，最高加10分")
    more("粉丝留存率", "%", "20%", "统计周期内活跃粉丝数量与初始粉丝数量的比值，每高于目标值1个百分点加1分，最高加10分")
    more("互动峰值达成率", "次", 3, "每月直播间互动峰值次数，每超额完成目标值1次加2分，最高加10分")
    more("观众问答响应率", "%", "90%", "观众提问后主播响应的比例，每高于目标值5个百分点加1分，最高加10分")
    more("内容原创度", "%", "70%", "根据内容原创比例判定，每高于目标值5个百分点加1分，最高加10分", "内容", "30%")
    more("内容播放量", "次", 10000, "直播回放或短视频的播放总量，每超额完成目标值2000次加1分，最高加10分")
    more("内容完播率", "%", "25%", "观众观看直播或视频的平均时长与总时长的比值，每高于目标值2个百分点加1分，最高加10分")
    more("内容创新次数", "次", 2, "每月推出新内容形式或创意环节的次数，每超额完成目标值1次加2分，最高加10分")
    more("内容合规性", "次", 0, "内容是否符合平台规范及法律法规，完全合规得满分，出现违规事件每次扣2分，扣完为止")
    more("商品销售额", "元", 10000, "直播带货或商品推广的实际销售额，每超额完成目标值2000元加1分，最高加10分", "商业", "30%", "33.33%")
    more("商品转化率", "%", "5%", "观看人数与购买人数的比值，每高于目标值0.5个百分点加1分，最高加10分", weight="33.33%")
    more("品牌合作数量", "个", 1, "每月完成品牌合作的数量，每超额完成目标值1个加2分，最高加10分", weight="33.34%")
    table.people(("W01", "凌岚"), ("W02", "谷雨"), ("W03", "章台"))
    table.row("W01", "18%", 750, "22%", 5, "90%", "80%", 14000, "27%", 2, 0, 16000, "5.5%", 2)
    table.row("W02", "15%", 500, "20%", 3, "95%", "70%", 10000, "25%", 3, 1, 10000, "5%", 1)
    table.row("W03", "30%", 2000, "35%", 9, "100%", "95%", 40000, "50%", 8, 2, 40000, "11%", 7)
    return table


def service_manager():
    """客服部经理: nested weights, levels in words beside levels in numbers."""
    table = Table("T05.xlsx", "客服部", "客服部经理", 签字栏="被考核人、考核人")
    table.duties = [("客户服务", "回访、投诉、培训与流程")]

    def of_figures(name, weight, unit, target, rule, full, way="平均", **more):
        table.kpi(name, 权重=weight, 单位=unit, 目标值=target, 评分标准=rule, 满分=full, **more)
        table.measure(name, unit, way)
    of_figures("客户回访", "4.25%", "%", "100%", "完成所有回访安排10分；完成90%以上5分；完成低于90%为0分", 10, 维度="能力指标", 维度权重="85%")
    of_figures("客户投诉处理", "25.5%", "项", None, "完成所有要求30分；任一项没有满足扣10分", 30, "求和")
    of_figures("客户满意度", "17%", "分", 90, "客户满意度在90分以上20分；85分以上10分；80分以上5分；低于80分0分", 20)
    of_figures("客服培训", "4.25%", "课时", 10, "≥10课时得5分；6课时≤X<10课时得3分；低于6课时得0分", 5, "求和",
               指标说明="原表：培训课时10课时以上5分；6课时以上3分；低于0分")
    of_figures("流程体系建立与完善", "17%", "%", "90%", "≥90%得20分；85%≤X<90%得10分；低于85%得0分", 20,
               指标说明="原表：完成率在90%以上20分；完成率在85%以上10分；完成率低于80%为0分")
    of_figures("客户信息管理", "8.5%", "%", "0%", "0%得10分；0%<X≤3%得5分；超过3%得0分", 10,
               指标说明="原表：按要求完成10分；错漏在3%以内5分；错漏超过3%为0分")
    of_figures("销售额", "4.25%", "%", "0%", "≥0%得5分；低于0%得0分", 5, 计算公式="销售额/去年同期销售额-1",
               指标说明="原表：销售收入超过同期5分；低于同期0分")
    table.measures[-1:] = [(table.role, "销售额", "万元", "求和")]
    of_figures("流失数", "4.25%", "个", 0, "不流失5分；流失0分", 5, "求和")
    levels = "1级5分；2级10分；3级15分；4级20分；5级25分"
    for at, name in enumerate(["主动性", "以客户为中心", "服务细致", "责任感"]):
        table.kpi(name, 权重="3.75%", 评分人="上级", 单位="级", 评分标准=levels.replace("；", " ") if at == 1 else levels, 满分=25,
                  **({"维度": "态度指标", "维度权重": "15%"} if at == 0 else {}))
    # The same months of the year before beside this year's: 去年同期销售额 is a column of its own.
    table.measures.append((table.role, "去年同期销售额", "万元", "求和"))
    table.people(("K01", "苏合"), ("K02", "丁香"), ("K03", "连翘"))
    table.row("K01", "100%", 0, 92, 12, "95%", "0%", 120, 0, 100)
    table.row("K02", "93%", 1, 86, 8, "87%", "2%", 90, 0, 100)
    table.row("K03", "80%", 2, 79, 5, "82%", "4%", 100, 3, 100)
    table.mark("K01", "上级", "方主任", "5级", "5级", "4级", "5级")
    table.mark("K02", "上级", "方主任", "4级", "3级", "3级", "4级")
    table.mark("K03", "上级", "方主任", "2级", "3级", "1级", "2级", comment="投诉要当日回复")
    return table


def sales():
    """销售代表: points that add up to 100; 自我评价 is heard, 上级评价 decides."""
    table = Table("T06.xlsx", "销售部", "销售代表", 计分方式="权重分", 签字栏="被考核人、考核人")
    heard = "自评0%+上级100%"
    table.kpi("回款额", 权重=25, 单位="万元", 目标值=2, 评分标准="低于1万得10分；1万≤X<2万得15分；2万得20分；超过2万得25分",
              指标说明="原表：1万以下(10分) 2万以下(15分) 2万(20分) 2万以上(25分)").measure("回款额", "万元")
    table.kpi("新客户开发", 权重=20, 单位="家", 目标值=1, 评分标准="0家得0分；1家得15分；超过1家得20分",
              指标说明="原表：未开发(0分) 1家(15分) 1家以上(20分)").measure("新客户开发", "家")
    table.kpi("客情维护", 权重=10, 单位="%", 目标值="80%", 评分标准="满意率50%以下(3分) 满意率80%以下(5分) 满意率80%以上(10分)").measure("客情维护", "%", "平均")
    table.kpi("配货发货", 权重=15, 评分人=heard, 评分标准="未按时完成(0分) 按时完成(15分)")
    table.kpi("客户培训（累加）", 权重=10, 评分人=heard, 评分标准="完成培训(4分) 根据客户情况反复多次培训(6分)")
    table.kpi("活动推广（累加）", 权重=10, 评分人=heard, 评分标准="按促销方案进行推广(4分) 按客户情况主动活动推广(6分)")
    table.kpi("5S维持（累加）", 权重=10, 评分人=heard, 评分标准="个人穿着大方(1分) 办公桌整齐(1分) 电脑资料存放有序(1分) …")
    table.people(("X01", "秦川"), ("X02", "洛水"), ("X03", "渭城"))
    table.row("X01", 2.6, 2, "85%").row("X02", 2, 1, "60%").row("X03", 0.8, 0, "45%")
    for number, own, manager in [("X01", ("按时完成", 10, 10, 9), ("按时完成", 10, 4, 8)), ("X02", ("按时完成", 4, 10, 10), ("按时完成", 4, 6, 7)),
                                 ("X03", ("按时完成", 4, 4, 6), ("未按时完成", 0, 4, 5))]:
        table.mark(number, "自评", table.name_of(number), *own)
        table.mark(number, "上级", "方主任", *manager)
    return table


def production_manager():
    """生产部经理: 自评, 上级 and the result beside each other; every KPI is counted."""
    table = Table("T08.xlsx", "生产部", "生产部经理", 计分方式="权重分", 签字栏="被考核人、考核人", 表格栏目="员工意见")

    def of_figures(name, weight, unit, target, rule, way="平均", **more):
        table.kpi(name, 权重=weight, 单位=unit, 目标值=target, 评分标准=rule, **more)
        table.measure(name, unit, way)
    of_figures("原材料成本控制", 10, "%", "25%", "原材料成本控制率在25%以内得10分；在30%以内得5分；在30%以上得0分")
    of_figures("原材料次品率", 10, "%", "5%", "5%以内得10分；5%<X≤6%得5分；超过6%得0分", 指标说明="原表：次品率为5%以内得10分；次品率为6%得5分；次品率超过6%得0分")
    of_figures("总成本控制", 20, "%", "1%", "大于1%得20分；0%<X≤1%得10分；≤0%得0分",
               指标说明="原表：A生产成本降低率大于1%得20分；B生产成本降低率≤1%得10分；C生产总成本未降低或超出预算得0分")
    of_figures("生产合格率", 20, "%", "99%", "生产合格率大于99%得20分；生产合格率为95%-99%得10分；生产合格率低于95%得0分")
    of_figures("生产目标实现率", 10, "%", "95%", "生产目标实现率超95%得10分；在90%-95%得5分；低于90%得0分")
    of_figures("流程体系建立与完善", 20, "%", "90%", "≥90%得20分；85%≤X<90%得10分；低于85%得0分",
               指标说明="原表：完成率在90%以上20分；完成率在85%以上10分；完成率低于80%为0分")
    of_figures("安全培训", 5, "课时", 10, "超过10课时得5分；6课时<X≤10课时得3分；≤6课时得0分", "求和",
               指标说明="原表：每月安全培训超10课时得5分；超6课时得3分；低于6课时得0分")
    of_figures("安全事故", 5, "次", 0, "无事故5分，发生一次不得分", "求和")
    table.people(("S01", "燕山"), ("S02", "祁连"), ("S03", "贺兰"))
    table.row("S01", "24%", "4%", "1.5%", "99.2%", "97%", "92%", 12, 0)
    table.row("S02", "28%", "5.5%", "0.8%", "97%", "93%", "86%", 8, 0)
    table.row("S03", "31%", "7%", "-0.5%", "94%", "89%", "80%", 6, 1)
    return table


def line_manager():
    """生产线经理: three dimensions; targets that are a budget are each line's own."""
    table = Table("T09.xlsx", "制造部", "生产线经理", 签字栏="被考核人、考核人")

    def more(name, weight, unit, target, rule, way="平均", **columns):
        table.kpi(name, 权重=weight, 单位=unit, 目标值=target, 评分标准=rule, **columns)
        if not columns.get("评分人"):
            table.measure(name, unit, way)
    more("月度生产计划完成率", "6%", "%", "100%", "实际完成量达到目标值的95%及以上得满分，每低1%扣2分，最低扣至0分", 维度="生产效率", 维度权重="30%",
         指标说明="目标值是计划（100%），原表的95%在评分标准里")
    more("订单准时交付率", "6%", "%", "98%", "准时交付订单数占总订单数的98%及以上得满分，每低1%扣1.5分，最低扣至0分")
    more("生产周期缩短率", "6%", "%", "10%", "通过优化流程使生产周期缩短10%及以上得满分，每减少1%加0.5分，最高加至10分", 评分人="上级")
    more("产能利用率", "6%", "%", "90%", "实际产能利用率达到90%及以上得满分，每低1%扣2分，最低扣至0分")
    more("生产调度合理性", "6%", "次", 0, "无重大生产延误事件得满分，每发生一次重大延误扣5分，最低扣至0分", "求和", 指标说明="目标：无重大延误")
    more("成品一次合格率", "7%", "%", "98%", "成品一次检验合格率达到98%及以上得满分，每低1%扣2.5分，最低扣至0分", 维度="质量", 维度权重="35%")
    more("返工率", "7%", "%", "3%", "产品返工率控制在3%及以下得满分，每高1%扣2分，最低扣至0分")
    more("客户投诉率", "7%", "%", "低于1%", "月度客户投诉率低于1%得满分，每高0.1%扣1分，最低扣至0分")
    more("质量事故发生率", "7%", "次", 0, "无重大质量事故发生得满分，每发生一次重大质量事故扣10分，最低扣至0分", "求和")
    more("质量改进提案采纳率", "7%", "%", "80%", "提交的质量改进提案采纳率达到80%及以上得满分，每低5%扣1分，最低扣至0分")
    more("单位产品制造成本", "10%", "元", 50, "实际单位产品制造成本等于预算值得满分，每高于预算值1%扣1分，每低于预算值1%加0.5分，最高加至10分",
         维度="成本", 维度权重="35%", 指标说明="目标值是各生产线的预算值，见个人目标")
    more("物料损耗率", "10%", "%", "2%", "物料损耗率控制在2%及以下得满分，每高0.5%扣1分，最低扣至0分")
    more("能源消耗效率", "15%", "%", "100%", "实际能源消耗控制在95%预算值及以下得满分，每高于1%预算值扣0.5分", 指标说明="实际能源消耗÷预算值；目标：95%预算值")
    table.people(("Z01", "洪流"), ("Z02", "高岭"), ("Z03", "平川"))
    table.row("Z01", "97%", "98.5%", "91%", 0, "98.2%", "2.5%", "0.8%", 0, "85%", 49, "1.8%", "94%")
    table.row("Z02", "93%", "96%", "88%", 1, "97%", "5%", "1.2%", 0, "70%", 61.2, "3%", "98%")
    table.row("Z03", "90%", "95%", "85%", 2, "96%", "4%", "1.5%", 1, "80%", 50, "2.5%", "95%")
    table.mark("Z01", "上级", "方主任", 100).mark("Z02", "上级", "方主任", 90).mark("Z03", "上级", "方主任", 80, comment="换线时间还可压缩")
    table.goal("Z02", "单位产品制造成本", 60)
    return table


def engineer_in_deductions():
    """工程部职员: everybody begins with 100; levels add and take away."""
    table = Table("T11.xlsx", "工程部", "工程部职员", 计分方式="扣分制", 起评分=100, 签字栏="被考核人、考核人、批准人", 表格栏目="面谈记录")
    table.kpi("工作数量", 评分人="上级", 评分标准="超负荷5；饱和0；一般-5；不足-10")
    table.kpi("工作质量", 评分人="上级", 评分标准="优秀且得到好评10；优秀5；合格0；不合格但可挽回-15；无法挽回-30至-100")
    table.kpi("工作效率", 评分人="上级", 评分标准="提前完成+5；按时完成0；滞后无影响-10；滞后可挽回-20；无法挽回-30至-100")
    table.kpi("服务质量", 计算公式="投诉", 单位="条", 目标值=0, 评分标准="投诉一条扣5分").measure("投诉", "条")
    table.people(("G01", "石坚"), ("G02", "乔木"), ("G03", "白桦"))
    table.row("G01", 0).row("G02", 1).row("G03", 3)
    table.mark("G01", "上级", "方主任", "超负荷", 10, 5, comment="抢修两次，客户来信致谢")
    table.mark("G02", "上级", "方主任", "饱和", 0, 0)
    table.mark("G03", "上级", "方主任", "一般", -15, -40, comment="验收延误，无法挽回")
    return table


def developers_with_own_goals():
    """客户端开发: a team's goal of 30%, own goals of 70% that the person (2) and the leader (5) mark; grades by rank; pay by score."""
    table = Table("T12.xlsx", "互联网中心", "客户端开发", 定级方式="按排名", 绩效工资="基数*总分/100", 签字栏="被考核人、直接上级", 显示绩效工资="是")
    table.kpi("团队目标", 权重="30%", 评分人="上级", 评分标准="团队目标领导评分（30%），按完成进度：超预期90-100分，完成75-90分，未完成60-75分，未开始0",
              指标说明="全组同分")
    for at in range(1, 6):
        table.kpi(f"个人目标{at}", 权重="14%", 评分人="自评:上级=2:5", 评分标准="个人目标领导评分，单项超预期领导可酌情给予100-110分，最高110分",
                  指标说明="自评20%、领导评50%，见个人目标")
    names = ["安然", "卜算", "岑参", "杜若", "樊川", "高适", "韩翃", "贾岛", "孔绍", "李益"]
    table.people(*[(f"C{at:02}", name) for at, name in enumerate(names, 1)], bases=[3000, 3000, 4000, 2500, 2500, 2500, 3000, 3500, 3500, 5000])
    words = ["首页改版上线", "崩溃率降到0.2%以下", "接入新版支付", "单元测试覆盖70%", "包体积减少10%"]
    # Who has how many goals, with which weights (of 70%), and the marks: own, the leader's.
    plans = {
        "C01": [(30, 100, 105), (20, 90, 100), (20, 95, 90)],
        "C02": [(14, 90, 85), (14, 90, 85), (14, 80, 80), (14, 80, 80), (14, 100, 90)],
        "C03": [(70, 80, 70)],
    }
    for at, number in enumerate([f"C{at:02}" for at in range(4, 11)]):
        plans[number] = [(40, 85 + at, 80 + at), (30, 80, 75 + at)]
    for number, plan in plans.items():
        own, leader = [], []
        for at in range(5):
            weight, mine, theirs = plan[at] if at < len(plan) else (0, "不适用", "不适用")
            table.goal(number, f"个人目标{at + 1}", weight=f"{weight}%", rule=words[at] + "，最高110分" if weight else "")
            own.append(mine), leader.append(theirs)
        table.mark(number, "自评", table.name_of(number), "", *own)
        table.mark(number, "上级", "方主任", 88, *leader)
    table.grades = [("S", None, 1.5, "10%"), ("A", None, 1.2, "20%"), ("B", None, 1, "50%"), ("C", None, 0.8, "20%")]
    return table


def author_by_the_piece():
    """公众号作者: no score; each article that reaches a level earns an amount. A point is a yuan, and pay is the sum."""
    table = Table("T15.xlsx", "内容部", "公众号作者", 计分方式="扣分制", 起评分=0, 绩效工资="基数+总分", 显示绩效工资="是", 签字栏="被考核人、考核人")
    for level, amount in [("30万", 600), ("60万", 3000), ("100万", 5000)]:
        name = f"头条影响力{level}"
        table.kpi(name, 计算公式=f"达{level}篇数", 单位="篇", 评分标准=f"每篇加{amount}分", 指标说明=f"原表：影响力{level.replace('万', 'w')}奖励{amount}元；一分是一元，每篇只算最高一档")
        table.measure(f"达{level}篇数", "篇")
    table.kpi("错字罚款", 计算公式="错字", 单位="处", 评分标准="每处扣50分", 指标说明="一分是一元").measure("错字", "处")
    table.people(("A01", "柳青"), ("A02", "杜鹃"), ("A03", "白芷"), bases=[0, 0, 0])
    table.row("A01", 2, 1, 0, 3).row("A02", 0, 1, 1, 0).row("A03", 1, 0, 0, 20)
    table.adjustments = [("A02", "杜鹃", "加分", 800, "额外奖金：头条转载", "2026-11-18")]
    table.grades = [("不定级", 0, 1, "")]
    return table


TABLES = [streamer_marked_by_two, streamer_in_dimensions, service_manager, sales, production_manager, line_manager, engineer_in_deductions,
          developers_with_own_goals, author_by_the_piece]


def cells(path):
    book = openpyxl.load_workbook(path)
    return {(sheet.title, cell.coordinate): cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None}


def main(folder, *against):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    differing = 0
    for make in TABLES:
        table = make()
        table.write(folder)
        if against:
            other = pathlib.Path(against[1]) / table.file
            differs = not other.exists() or cells(folder / table.file) != cells(other)
            differing += differs
            if differs:
                print(f"{other} is not what this script makes")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
