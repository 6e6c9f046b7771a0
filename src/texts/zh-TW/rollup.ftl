# roll-ups: the names of their only KPI and its measures
rollup-sum = 月度總分合計
rollup-months = 計入月數
rollup-day-sum = 總分乘天數合計
rollup-days = 計入天數
rollup-kpi = 月度總分平均
rollup-rule = 按各月總分平均，直接計分
