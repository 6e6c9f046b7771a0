# roll-ups: the names of their only KPI and its measures
rollup-sum = SumOfTotals
rollup-months = MonthsCounted
rollup-day-sum = SumOfTotalsByDays
rollup-days = DaysCounted
rollup-kpi = Mean of the monthly totals
rollup-rule = The mean of the monthly totals is the score
# the months beside the result
rollup-month-total = Total of the month
# measures: months that were decided otherwise, and the rows of Adjustments of every month
rollup-month-reason = { $month }: { $reason }
rollup-veto = vetoed in { $month }
rollup-calibration = calibrated in { $month }
rollup-separator = {", "}
rollup-by-mean = { $months }: the mean of the monthly totals counts
rollup-way = { $sum } ÷ { $divisor }, rounded to { $decimals } decimals
