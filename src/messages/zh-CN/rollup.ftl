# roll-ups: the names of their only KPI and its measures
rollup-sum = 月度总分合计
rollup-months = 计入月数
rollup-day-sum = 总分乘天数合计
rollup-days = 计入天数
rollup-kpi = 月度总分平均
rollup-rule = 按各月总分平均，直接计分
# the months beside the result
rollup-month-total = 当月总分
# measures: months that were decided otherwise, and the rows of 加减分 of every month
rollup-month-reason = { $month }：{ $reason }
rollup-veto = { $month } 一票否决
rollup-calibration = { $month } 校准
rollup-separator = 、
rollup-by-mean = { $months }，按各月总分的平均计
rollup-way = { $sum } ÷ { $divisor }，四舍五入到 { $decimals } 位小数
