# roll-ups: the names of their only KPI and its measures
rollup-sum = SumOfTotals
rollup-months = MonthsCounted
rollup-day-sum = SumOfTotalsByDays
rollup-days = DaysCounted
rollup-kpi = Mean of the monthly totals
rollup-rule = The mean of the monthly totals is the score
