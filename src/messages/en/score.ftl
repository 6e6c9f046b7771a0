# How a score came about

why-data = Data
why-data-line = { $measure } = { $value } ({ $cells })
why-data-no-cell = { $measure } = { $value }
why-previous = { $measure }, previous period = { $value }
why-year-ago = { $measure }, a year ago = { $value }
why-state-not-applicable = N/A
why-state-missing = not filled in
why-formula = Formula
why-result = Result
why-not-applicable = Does not apply: { $measure } is N/A
why-missing = Missing: { $measure } was not filled in
why-no-previous = Does not apply: there is no value of { $measure } for the previous period
why-no-year-ago = Does not apply: there is no value of { $measure } for a year ago
why-earlier-zero = Does not apply: the earlier value of { $measure } is 0
why-earlier-loss = Does not apply: the earlier value of { $measure } is below 0, no base of growth
why-not-theirs = Does not apply: the weight of one's own in Goals is 0%
why-division-by-zero = Does not apply: the formula divides by zero
why-empty-team = Does not apply: nobody in the team has a value of { $measure }
why-value = Value
why-calculated = { $formula } = { $value }
why-calculated-by-hand = { $formula }, rounded to { $decimals } decimals: { $value }
why-calculated-rounded = { $formula } = { $exact }, rounded to 4 decimals: { $value }
why-withheld = Rests on a team value over fewer than 5 people: to protect others the way to it is not shown here
why-rule = Rule
why-score = Score
why-score-line = { $points ->
        [1] 1 point
       *[other] { $points } points
    } ÷ { $full } full points × 100 = { $score }
why-weight = Weighted
why-weighted = { $score } × { $weight } = { $weighted }
why-weighted-shared = { $score } × { $carried } ÷ { $sum } = { $weighted } (own weight { $weight }; it shares the weight of KPIs that do not apply)
why-points = Points: { $score }, counted { $weighted }
why-points-shared = { $score } points × { $carried } ÷ { $sum } ÷ { $weight } = { $weighted }
why-signed = { $points ->
        [1] 1 point
       *[other] { $points } points
    }, counted { $score }
why-points-alone = { $points ->
        [1] 1 point
       *[other] { $points } points
    }
why-start = Starting points { $start }
why-total = Total
why-role-total = { $role }: { $days ->
        [1] 1 day
       *[other] { $days } days
    }, { $total }
why-joint = Mean weighted by days = { $total }
why-sum = { $lines } = { $total }
why-adjustment = Adjustment
why-bonus = Bonus { $amount }: { $reason }
why-penalty = Penalty { $amount }: { $reason }
why-veto = Veto { $amount }: { $reason }; the total is 0
why-calibration = Calibration { $amount }: calibrated to { $points }, { $reason }
why-cap = Total cap { $amount }: above the cap, counts { $cap }
why-floor = Floor { $amount }: the sum is below 0, counts 0
why-total-is = Total = { $total }
why-no-total = No KPI applies, so there is no total
why-grade = Grade
why-grade-alone = { $grade }
why-grade-is = { $grade }, coefficient { $coefficient }
why-pay = { $formula } ({ $values }) = { $amount }
why-pay-none = { $formula } ({ $values }): no pay can be computed
why-places = Graded by rank: { $places }. Rank { $rank }
why-places-tied = Graded by rank: { $places }. Rank { $rank }, shared by { $tied }, who all take the lower grade
quota-line = { $grade } { $people } people × { $cap } = { $product } → { $places }
quota-rest = { $grade } the other { $places }
quota-separator = ;{" "}
why-understood = Understood as
why-points-of-rule = Points
why-way-quantity = the scored figure is { $quantity }
why-way-ratio = { $base } × { $value } ÷ { $target } = { $points ->
        [1] 1 point
       *[other] { $points } points
    }
why-way-inverse = { $base } × { $target } ÷ { $value } = { $points ->
        [1] 1 point
       *[other] { $points } points
    }
why-way-start = starts from { $points ->
        [1] 1 point
       *[other] { $points } points
    }
why-way-steps = { $far }, { $steps ->
    [1] 1 step
   *[other] { $steps } steps
 }, { $moved }{ $most }
why-way-no-step = { $far }, less than one step
why-way-below = { $distance } below
why-way-above = { $distance } above
why-way-apart = { $distance } away
why-way-counted = { $measure }: { $distance }
why-way-off = { $points ->
        [1] 1 point
       *[other] { $points } points
    } off
why-way-more = { $points ->
        [1] 1 point
       *[other] { $points } points
    } more
why-way-at-most = {" "}(the most there is)
why-way-tier = in the band { $band }, { $points ->
        [1] 1 point
       *[other] { $points } points
    }
why-way-label = this label gives { $points ->
        [1] 1 point
       *[other] { $points } points
    }
why-way-direct = the rating converts to { $points ->
        [1] 1 point
       *[other] { $points } points
    }
why-way-line = on the line between the points: { $points ->
        [1] 1 point
       *[other] { $points } points
    }
why-way-cap = beyond the maximum, counts { $points ->
        [1] 1 point
       *[other] { $points } points
    }
why-way-floor = below the minimum, counts { $points ->
        [1] 1 point
       *[other] { $points } points
    }
why-way-cut-off = in the range that gives nothing, 0 points
why-rule-veto = Veto { $amount }: by the rule of “{ $kpi }”; the total is 0
why-calibration-beaten = Calibration { $amount }: the veto goes first, { $points } does not count, { $reason }
