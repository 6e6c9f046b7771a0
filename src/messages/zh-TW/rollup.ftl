# roll-ups: the names of their only KPI and its measures
rollup-sum = 月度總分合計
rollup-months = 計入月數
rollup-day-sum = 總分乘天數合計
rollup-days = 計入天數
rollup-kpi = 月度總分平均
rollup-rule = 按各月總分平均，直接計分
# the months beside the result
rollup-month-total = 當月總分
# measures: months that were decided otherwise, and the rows of 加減分 of every month
rollup-month-reason = { $month }：{ $reason }
rollup-veto = { $month } 一票否決
rollup-calibration = { $month } 校準
rollup-separator = 、
rollup-by-mean = { $months }，按各月總分的平均計
rollup-way = { $sum } ÷ { $divisor }，四捨五入到 { $decimals } 位小數
