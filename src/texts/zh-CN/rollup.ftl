# roll-ups: the names of their only KPI and its measures
rollup-sum = 月度总分合计
rollup-months = 计入月数
rollup-day-sum = 总分乘天数合计
rollup-days = 计入天数
rollup-kpi = 月度总分平均
rollup-rule = 按各月总分平均，直接计分
