// Scores as tables: every printed line of a person and of a role adds up to the printed total. Figures are worked out by hand.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { LANGUAGES, drop, judged, launch, open, pictured, settled, workbook } from "./page.mjs";

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

/** Two people with dimensions, targets of their own and pay; worked out by hand: 80/100 and 90/60 at most 120 points, 80% and 20%. */
const people = () => workbook([
  ["考核信息", [["部门", "客服部"], ["考核周期", "2026-11"], ["绩效工资", "绩效工资基数*绩效系数"]]],
  ["考核指标", [["岗位", "维度", "指标", "权重", "计算公式", "单位", "目标值", "评分标准"],
    ["客服", "业绩", "接待", "80%", "接待量", "次", "100", "按比例计分，最高120分"], ["客服", "态度", "回访", "20%", "回访量", "次", "90", "按比例计分，最高120分"]]],
  ["数据项", [["岗位", "数据项", "单位", "汇总方式"], ["客服", "接待量", "次", "求和"], ["客服", "回访量", "次", "求和"]]],
  ["人员名单", [["工号", "姓名", "岗位", "绩效工资基数"], ["E1", "张三", "客服", "2000"], ["E2", "李四", "客服", "3000"]]],
  ["个人目标", [["工号", "姓名", "指标", "目标值"], ["E1", "张三", "回访", "75"]]],
  ["数据-客服", [["工号", "姓名", "接待量", "回访量"], ["E1", "张三", "80", "90"], ["E2", "李四", "110", "45"]]],
  ["等级", [["等级", "最低分", "绩效系数"], ["A", "90", "1.2"], ["B", "0", "0.9"]]],
]);

/** Signed points from 100: two complaints take ten, three proposals bring six. */
const deductions = () => workbook([
  ["考核信息", [["部门", "仓储部"], ["考核周期", "2026-11"], ["计分方式", "扣分制"]]],
  ["考核指标", [["岗位", "指标", "计算公式", "单位", "目标值", "评分标准"],
    ["库管", "投诉", "投诉次数", "次", "0", "每次投诉扣5分"], ["库管", "建议", "建议条数", "条", "0", "每多1条加2分，最多加10分"]]],
  ["数据项", [["岗位", "数据项", "单位", "汇总方式"], ["库管", "投诉次数", "次", "求和"], ["库管", "建议条数", "条", "求和"]]],
  ["人员名单", [["工号", "姓名", "岗位"], ["E1", "张三", "库管"]]],
  ["数据-库管", [["工号", "姓名", "投诉次数", "建议条数"], ["E1", "张三", "2", "3"]]],
  ["等级", [["等级", "最低分"], ["A", "90"], ["B", "0"]]],
]);

const rowsOf = (page) => page.$$eval(".person table tbody tr", (rows) => rows.map((row) => [...row.cells].map((cell) => cell.textContent)));

test("dimensions, targets of one's own and pay stand in the tables", async () => {
  for (const lang of LANGUAGES) {
    const { page } = await open(browser, { lang });
    await drop(page, [{ name: "客服.xlsx", bytes: people() }]);
    await settled(page);
    // 64 + 24 = 88 and 88 + 10 = 98; pay 2000 × 0.9 and 3000 × 1.2.
    const all = await page.$$eval("#files table", ([table]) => [...table.tBodies[0].rows].map((row) => [...row.cells].map((cell) => cell.textContent)));
    assert.deepEqual(all.map((row) => [row[1], row[4], row.at(-1)]), [["李四", "98.00", "3600.00"], ["张三", "88.00", "1800.00"]]);
    await page.click("#files table button.link >> nth=1");
    await page.waitForSelector(".person dl");
    const rows = await rowsOf(page);
    const own = { "zh-CN": "个人目标", "zh-TW": "個人目標", en: "own" }[lang];
    assert.deepEqual(rows, [
      ["业绩", "80%", "64.00"],
      ["接待", "100次", "80次", "80.00", "80%", "64.00"],
      ["态度", "20%", "24.00"],
      [`回访${own}`, "75次", "90次", "120.00", "20%", "24.00"],
      [rows.at(-1)[0], "88.00"],
    ]);
    assert.match(await page.textContent(".person .figures"), /1800\.00/);
    await judged(page, `${lang} people`);
    await pictured(page, `people-${lang}`);
    await page.context().close();
  }
});

test("signed points stand with their signs, from where they begin", async () => {
  for (const lang of LANGUAGES) {
    const { page } = await open(browser, { lang });
    await drop(page, [{ name: "仓储.xlsx", bytes: deductions() }]);
    await settled(page);
    await page.click("#files table button.link >> nth=0");
    await page.waitForSelector(".person dl");
    const rows = await rowsOf(page);
    assert.deepEqual(rows.map((row) => row.at(-1)), ["100.00", "-10.00", "+6.00", "96.00"]);
    assert.equal(await page.$$eval(".person svg", (all) => all.length), 0, "no 100 to be compared with");
    await judged(page, `${lang} deductions`);
    await pictured(page, `deductions-${lang}`);
    await page.context().close();
  }
});

/**
 * Six people under a cap of 100. Worked out by hand, reception 80% and calls 20%:
 * E1 64 + 20 = 84, + 5 − 1 = 88. E2 88 + 20 = 108, + 6 = 114, capped: − 14. E3 80 + 20 = 100, vetoed. E4 80 + 10 = 90, calibrated to 95.
 * E5 64 + 20 = 84, − 120 = −36, counted as 0: + 36. E6 ten days at 100 and twenty at 40: 1800 / 30 = 60, + 1.
 */
const moved = () => workbook([
  ["考核信息", [["部门", "客服部"], ["考核周期", "2026-11"], ["总分上限", "100"]]],
  ["考核指标", [["岗位", "维度", "指标", "权重", "计算公式", "单位", "目标值", "评分标准"],
    ["客服", "业绩", "接待", "80%", "接待量", "次", "100", "按比例计分，最高120分"], ["客服", "态度", "回访", "20%", "回访量", "次", "90", "按比例计分，最高120分"],
    ["组长", "业绩", "处理", "100%", "处理量", "次", "100", "按比例计分，最高120分"]]],
  ["数据项", [["岗位", "数据项", "单位", "汇总方式"], ["客服", "接待量", "次", "求和"], ["客服", "回访量", "次", "求和"], ["组长", "处理量", "次", "求和"]]],
  ["人员名单", [["工号", "姓名", "岗位", "到岗日期", "离岗日期"], ["E1", "张三", "客服"], ["E2", "李四", "客服"], ["E3", "王五", "客服"], ["E4", "赵六", "客服"], ["E5", "钱七", "客服"],
    ["E6", "孙八", "客服", "", "2026-11-10"], ["E6", "孙八", "组长", "2026-11-11"]]],
  ["数据-客服", [["工号", "姓名", "接待量", "回访量"], ["E1", "张三", "80", "90"], ["E2", "李四", "110", "90"], ["E3", "王五", "100", "90"], ["E4", "赵六", "100", "45"], ["E5", "钱七", "80", "90"], ["E6", "孙八", "100", "90"]]],
  ["数据-组长", [["工号", "姓名", "处理量"], ["E6", "孙八", "40"]]],
  ["加减分", [["工号", "姓名", "类型", "分值", "事由"], ["E1", "张三", "加分", "5", "客户表扬"], ["E1", "张三", "减分", "1", "迟到"], ["E2", "李四", "加分", "6", "全勤"],
    ["E3", "王五", "一票否决", "", "泄露客户资料"], ["E4", "赵六", "校准", "95", "部门评议"], ["E5", "钱七", "减分", "120", "重大事故"], ["E6", "孙八", "加分", "1", "帮带新人"]]],
  ["等级", [["等级", "最低分", "绩效系数"], ["A", "90", "1.2"], ["B", "60", "1"], ["C", "0", "0.9"]]],
]);

/** A printed amount in hundredths. */
const hundredths = (printed) => (/^[+-]?\d+\.\d\d$/.test(printed) ? BigInt(printed.replace(/[+.]/g, "")) : undefined);
const total = (amounts) => amounts.map(hundredths).filter((one) => one !== undefined).reduce((sum, one) => sum + one, 0n);

test("adjustments, cap, floor, veto and calibration are lines that lead from the sum to the total", async () => {
  const wanted = {
    张三: [["指标得分合计", "84.00"], ["加分 客户表扬", "+5.00"], ["减分 迟到", "-1.00"], ["总分", "88.00"]],
    李四: [["指标得分合计", "108.00"], ["加分 全勤", "+6.00"], ["总分上限 超过总分上限，按 100.00 分计", "-14.00"], ["总分", "100.00"]],
    王五: [["指标得分合计", "100.00"], ["一票否决 泄露客户资料，总分记 0 分", "-100.00"], ["总分", "0.00"]],
    赵六: [["指标得分合计", "90.00"], ["校准 校准为 95.00 分：部门评议", "+5.00"], ["总分", "95.00"]],
    钱七: [["指标得分合计", "84.00"], ["减分 重大事故", "-120.00"], ["保底 合计低于 0，按 0 分计", "+36.00"], ["总分", "0.00"]],
    孙八: [["按天数合计", "60.00"], ["加分 帮带新人", "+1.00"], ["总分", "61.00"]],
  };
  const { page } = await open(browser);
  await drop(page, [{ name: "客服.xlsx", bytes: moved() }]);
  await settled(page);
  for (const [name, lines] of Object.entries(wanted)) {
    await page.click(`#files table button.link:text-is("${name}")`);
    await page.waitForSelector(`.person[aria-label^="${name}"] dl`);
    const below = await page.$$eval(".person table tbody:last-child tr", (rows) => rows.map((row) => [...row.cells].map((cell) => cell.textContent)));
    assert.deepEqual(below, lines);
    assert.equal(total(below.slice(0, -1).map(([, amount]) => amount)), hundredths(below.at(-1)[1]), name);
    // Each role's KPIs, and its dimensions, add up to what is said of it.
    const roles = await page.$$eval(".person table tbody:not(:last-child)", (all) => all.map((body) => [...body.rows].map((row) => [row.className, row.cells[row.cells.length - 1].textContent])));
    const joint = roles.length > 1;
    for (const rows of roles) {
      const kpis = total(rows.filter(([kind]) => !kind).map(([, amount]) => amount));
      assert.equal(total(rows.filter(([kind]) => kind === "group").map(([, amount]) => amount)), kpis, name);
      assert.equal(joint ? hundredths(rows[0][1]) : hundredths(below[0][1]), kpis, name);
    }
    await pictured(page, `lines-${name}`);
  }
  await judged(page, "lines");
});

test("the table of scores and those of the roles lead to the same totals", async () => {
  for (const lang of LANGUAGES) {
    const { page } = await open(browser, { lang });
    await drop(page, [{ name: "客服.xlsx", bytes: moved() }]);
    await settled(page);
    const rows = (place, at) => page.$$eval(`${place} table`, (all, at) => [...all[at].tBodies[0].rows].map((row) => [...row.cells].map((cell) => cell.textContent)), at);
    const scores = (await rows("#files .file", 0)).map((row) => row.slice(2, 7).toSpliced(1, 1));
    assert.deepEqual(scores.sort(), [
      ["E1", "84.00", "+4.00", "88.00"], ["E2", "108.00", "-8.00", "100.00"], ["E3", "100.00", "-100.00", "0.00"],
      ["E4", "90.00", "+5.00", "95.00"], ["E5", "84.00", "-84.00", "0.00"], ["E6", "60.00", "+1.00", "61.00"],
    ]);
    for (const summary of await page.$$(".each > summary")) await summary.click();
    const service = (await rows(".each", 0)).map((row) => row.slice(1)).sort();
    assert.deepEqual(service, [
      ["E1", "64.00", "20.00", "64.00", "20.00", "84.00", "+4.00", "88.00"],
      ["E2", "88.00", "20.00", "88.00", "20.00", "108.00", "-8.00", "100.00"],
      ["E3", "80.00", "20.00", "80.00", "20.00", "100.00", "-100.00", "0.00"],
      ["E4", "80.00", "10.00", "80.00", "10.00", "90.00", "+5.00", "95.00"],
      ["E5", "64.00", "20.00", "64.00", "20.00", "84.00", "-84.00", "0.00"],
      // What is added to somebody of two roles is added to both together.
      ["E6", "80.00", "20.00", "80.00", "20.00", "100.00", "—", "100.00"],
    ]);
    assert.deepEqual((await rows(".each", 1)).map((row) => row.slice(1)), [["E6", "40.00", "40.00", "40.00"]]);
    await judged(page, `${lang} roles`);
    await pictured(page, `roles-${lang}`);
    await page.context().close();
  }
});
