# 5: rules
E501 = I cannot read “{ $words }” in the scoring rule
    .hint = { $scale ->
        [signed] Word it differently, such as “2 points off per case, at most 10 points off” or “1 point more per 1% above target, at most 5 points more”.
       *[full] Word it differently, such as “2 points off for each 5% below the target, at least 0 points”.
     }{ $has-nearest ->
        [yes] {" "}This would be read: “{ $nearest }”
       *[no] {""}
     }
    .what = The rule holds words that are not understood.
    .why = A rule read wrongly gives a wrong score that nobody notices, so nothing is guessed.
    .example = Points as the mood goes
    .mend = Use numbers and the usual wordings: “2 points off for each 5% below the target, at least 0 points”, “≥90%: 100 points; below 90%: 60 points” or “in proportion to the target” for “Points as the mood goes”.

E502 = The scoring rule is empty
    .hint = { $scale ->
        [signed] Say what is added or deducted, such as “2 points off per case, at most 10 points off”.
       *[full] Say how points are given, such as “in proportion to the target”.
     }
    .what = The KPI has no scoring rule.
    .why = A rule read wrongly gives a wrong score that nobody notices, so nothing is guessed.
    .example = (blank)
    .mend = Write one sentence into the cell, such as “In proportion to the target, at most 120 points” or “2 points off per 1% below target, floor 0”.

E503 = A number was left open at “{ $words }”
    .hint = Fill in the number.{ $has-nearest ->
        [yes] {" "}This would be read: “{ $nearest }”
       *[no] {""}
     }
    .what = A place for a number was left open.
    .why = A rule read wrongly gives a wrong score that nobody notices, so nothing is guessed.
    .example = 每低____扣____分 (____ points off per ____ below target)
    .mend = Make “2 points off per 1% below target” of “____ points off per ____ below target”.

E504 = “{ $words }” leaves the points to judgement
    .hint = Say how many points for what, or let somebody give a mark and write “score as rated”.{ $has-nearest ->
        [yes] {" "}This would be read: “{ $nearest }”
       *[no] {""}
     }
    .what = The rule leaves points to somebody's judgement.
    .why = A rule read wrongly gives a wrong score that nobody notices, so nothing is guessed.
    .example = Points at the manager's discretion
    .mend = Make “5 points off per case” of “Points at the manager's discretion”; what only people can judge goes into the data as a mark, with “The mark counts, out of 100” here.

E505 = “{ $words }” is a range of points
    .hint = Write one number of points for each tier, or “linear in between”.{ $has-nearest ->
        [yes] {" "}This would be read: “{ $nearest }”
       *[no] {""}
     }
    .what = A tier names a range of points instead of one number.
    .why = A rule read wrongly gives a wrong score that nobody notices, so nothing is guessed.
    .example = 良好得80-90分 (good 80-90 points)
    .mend = Make “good 85 points” of “good 80-90 points”, or add “straight lines between” at the end where points run within a tier.

E506 = “{ $words }”: two rules for the same side of the target
    .hint = Keep one of them.{ $has-nearest ->
        [yes] {" "}This would be read: “{ $nearest }”
       *[no] {""}
     }
    .what = One side of the target is ruled twice.
    .why = A rule read wrongly gives a wrong score that nobody notices, so nothing is guessed.
    .example = In proportion to the target, 1 point off per 1% below target
    .mend = Keep “In proportion to the target” or “1 point off per 1% below target”; above and below the target may each have one of their own.

E507 = The tiers leave a hole: { $between } has no tier (“{ $words }”)
    .hint = Let neighbouring tiers meet, such as “90%≤X<95%”.{ $has-nearest ->
        [yes] {" "}This would be read: “{ $nearest }”
       *[no] {""}
     }
    .what = Some values belong to no tier.
    .why = A rule read wrongly gives a wrong score that nobody notices, so nothing is guessed.
    .example = ≥100%: 30 points; 80%-90%: 20 points
    .mend = Make “80%≤X<100%: 20 points” of “80%-90%: 20 points”, so that it meets the tier “≥100%”.

E508 = The tiers overlap: { $between } belongs to two tiers (“{ $words }”)
    .hint = Let every value belong to one tier only.{ $has-nearest ->
        [yes] {" "}This would be read: “{ $nearest }”
       *[no] {""}
     }
    .what = Some values belong to two tiers.
    .why = A rule read wrongly gives a wrong score that nobody notices, so nothing is guessed.
    .example = 80%-90%: 20 points; 85%-95%: 25 points
    .mend = Make the two tiers “80%≤X<85%” and “85%≤X<95%”: each value lies in one.

E509 = The unit of “{ $words }” does not fit the KPI's unit
    .hint = Use the KPI's unit, or change the unit column.{ $has-nearest ->
        [yes] {" "}This would be read: “{ $nearest }”
       *[no] {""}
     }
    .what = The rule's unit does not convert to the KPI's.
    .why = A rule read wrongly gives a wrong score that nobody notices, so nothing is guessed.
    .example = Under the unit %: 2 points off per case
    .mend = With unit % write “… points off per 1% below target”; what is counted in pieces or times is another KPI with that unit.

E510 = “{ $words }” needs a target above 0
    .hint = Fill in the target, or say in the rule where counting starts.{ $has-nearest ->
        [yes] {" "}This would be read: “{ $nearest }”
       *[no] {""}
     }
    .what = The rule divides by the target or counts from it.
    .why = A rule read wrongly gives a wrong score that nobody notices, so nothing is guessed.
    .example = In proportion to the target (target blank)
    .mend = Write a number above 0 into the target; where it is 0 by nature (accidents), write “10 points off per case”.

E511 = “{ $words }” has no pattern to go on with
    .hint = Write the step out, such as “3 points off for each 2% below the target”.{ $has-nearest ->
        [yes] {" "}This would be read: “{ $nearest }”
       *[no] {""}
     }
    .what = There is no single step to continue.
    .why = A rule read wrongly gives a wrong score that nobody notices, so nothing is guessed.
    .example = 低于3%扣5分；低于8%扣7分，以此类推 (below 3%: 5 points off; below 8%: 7 points off, and so on)
    .mend = Make “1 point off per 1% below target, floor 0” of it, or write every tier.

E512 = “{ $words }” is money, not points
    .hint = Keep money elsewhere; the rule gives points only.{ $has-nearest ->
        [yes] {" "}This would be read: “{ $nearest }”
       *[no] {""}
     }
    .what = The rule pays or fines in money.
    .why = A rule read wrongly gives a wrong score that nobody notices, so nothing is guessed.
    .example = 每超1%奖励80元 (80 yuan more per 1% above target)
    .mend = Make “1 point more per 1% above target, at most 10 points more” of “80 yuan more per 1% above target”; the money belongs to the pay rules.

E513 = “{ $words }” only says when nothing is given
    .hint = Add how points are given otherwise.{ $has-nearest ->
        [yes] {" "}This would be read: “{ $nearest }”
       *[no] {""}
     }
    .what = There is a cut-off but no main rule.
    .why = A rule read wrongly gives a wrong score that nobody notices, so nothing is guessed.
    .example = below 60%: 0 points
    .mend = Put the usual method before it: “In proportion to the target; below 60%: 0 points”.

E514 = “{ $words }” scores by rank
    .hint = Use tiers of the value instead.{ $has-nearest ->
        [yes] {" "}This would be read: “{ $nearest }”
       *[no] {""}
     }
    .what = A rank is not part of one person's data.
    .why = A rule read wrongly gives a wrong score that nobody notices, so nothing is guessed.
    .example = 按名次递减 (fewer points down the ranking)
    .mend = Use tiers such as “≥120%: 100 points; 100%≤X<120%: 80 points; <100%: 60 points”; to grade by rank, set Grading method to by rank.

E515 = “{ $words }” is a formula of its own
    .hint = Put it into the formula column and write “in proportion to the target”.{ $has-nearest ->
        [yes] {" "}This would be read: “{ $nearest }”
       *[no] {""}
     }
    .what = Only actual ÷ target × full points is read as a formula here.
    .why = A rule read wrongly gives a wrong score that nobody notices, so nothing is guessed.
    .example = 得分=实际×2+5 (points = actual × 2 + 5)
    .mend = Put the formula (with the measures' names) into the formula column, and write “The mark counts, out of 100” here.

E516 = “{ $words }” rounds in a way of its own
    .hint = Use “begun steps count in full” or “parts of steps count in proportion”.{ $has-nearest ->
        [yes] {" "}This would be read: “{ $nearest }”
       *[no] {""}
     }
    .what = Steps count when complete, when begun, or in part.
    .why = A rule read wrongly gives a wrong score that nobody notices, so nothing is guessed.
    .example = 不足1%四舍五入 (parts of 1% are rounded half up)
    .mend = Replace the rounding by “a part of 1% counts as 1%” (up), “a part of 1% does not count” (down) or “a part of 1% counts in proportion”.

E517 = “{ $words }” points to another place
    .hint = Write the whole rule in this cell.{ $has-nearest ->
        [yes] {" "}This would be read: “{ $nearest }”
       *[no] {""}
     }
    .what = The rule must stand in this cell.
    .why = A rule read wrongly gives a wrong score that nobody notices, so nothing is guessed.
    .example = 同上 (as above)
    .mend = Copy the sentence of the cell above in the place of “As above”; the same for one that refers to a regulation.

E518 = “{ $words }” changes the rule in a way that is not read
    .hint = Leave it out, or use tiers.{ $has-nearest ->
        [yes] {" "}This would be read: “{ $nearest }”
       *[no] {""}
     }
    .what = Words such as “double” or “except” change points.
    .why = A rule read wrongly gives a wrong score that nobody notices, so nothing is guessed.
    .example = 连续两次加倍扣分 (doubled when it happens twice running)
    .mend = Leave out words such as “doubled” and “except”; where they matter, write tiers.

E519 = “{ $words }”: once, or for each step?
    .hint = Write “… points off for each …” for each step, or tiers for once.{ $has-nearest ->
        [yes] {" "}This would be read: “{ $nearest }”
       *[no] {""}
     }
    .what = Without “per” the words can mean both.
    .why = A rule read wrongly gives a wrong score that nobody notices, so nothing is guessed.
    .example = 超出1%扣2分 (2 points off for 1% over)
    .mend = For every 1% write “2 points off per 1% above target”; for once write “≤1%: full points; >1%: 98 points”.

E520 = “{ $words }” does not say what is counted
    .hint = Write “5 points off each time”.{ $has-nearest ->
        [yes] {" "}This would be read: “{ $nearest }”
       *[no] {""}
     }
    .what = What is deducted for is not counted.
    .why = A rule read wrongly gives a wrong score that nobody notices, so nothing is guessed.
    .example = 未提交扣5分 (5 points off if not handed in)
    .mend = Make “5 points off per missing report” of “5 points off if not handed in”, with a measure that counts them.

E521 = “{ $words }” counts two things
    .hint = Make both measures of the role, or split the KPI.{ $has-nearest ->
        [yes] {" "}This would be read: “{ $nearest }”
       *[no] {""}
     }
    .what = The counted things are no measures of the role.
    .why = A rule read wrongly gives a wrong score that nobody notices, so nothing is guessed.
    .example = 一般事故扣3分，重大事故扣10分 (minor accident 3 points off, serious accident 10 points off)
    .mend = Add both as measures (unit times) and write “3 points off per minor accident, 10 points off per serious accident”.

E522 = “{ $words }” contradicts the full points
    .hint = Change the rule's points or the full points column.{ $has-nearest ->
        [yes] {" "}This would be read: “{ $nearest }”
       *[no] {""}
     }
    .what = The rule and the full points column differ.
    .why = A rule read wrongly gives a wrong score that nobody notices, so nothing is guessed.
    .example = Out of 20, 2 points off per case (full points: 10)
    .mend = Say the full points once: with “Out of 20” in the rule, the column holds 20 or nothing.

E523 = The bound “{ $words }” can mean two things
    .hint = Write “at most N points”, “at least N points” or “at most N points off”.{ $has-nearest ->
        [yes] {" "}This would be read: “{ $nearest }”
       *[no] {""}
     }
    .what = The bound can be understood in two ways.
    .why = A rule read wrongly gives a wrong score that nobody notices, so nothing is guessed.
    .example = 每低1%扣2分，扣至50分为止 (2 points off per 1% below target, until 50)
    .mend = Make “at least 50 points” (50 remain) or “at most 50 points off” of “until 50”.

E524 = “{ $words }”: the tier's points cannot be used
    .hint = { $scale ->
        [signed] Write one number of signed points for each condition, and no steps beside them.
       *[full] Write one number of points for each condition, at most the full points.
     }{ $has-nearest ->
        [yes] {" "}This would be read: “{ $nearest }”
       *[no] {""}
     }
    .what = A tier has no points, more than the full points, or steps inside.
    .why = A rule read wrongly gives a wrong score that nobody notices, so nothing is guessed.
    .example = ≥100%: 150 points (out of 100)
    .mend = Use points up to the full ones; where more is allowed, write “In proportion to the target, at most 150 points”.

E525 = “{ $words }” does not say its scale
    .hint = Write “score as rated, out of N”.{ $has-nearest ->
        [yes] {" "}This would be read: “{ $nearest }”
       *[no] {""}
     }
    .what = A direct score must name its scale here.
    .why = A rule read wrongly gives a wrong score that nobody notices, so nothing is guessed.
    .example = 直接计分（权重分，权重20%） (the value is the points (points of the weight, weight 20%))
    .mend = For marks out of 5 write “The mark counts, out of 5”, out of 100 “The mark counts, out of 100”.

E526 = “{ $words }” names single values only
    .hint = Use tiers (≥ …), or add “linear in between”.{ $has-nearest ->
        [yes] {" "}This would be read: “{ $nearest }”
       *[no] {""}
     }
    .what = Nothing is said about the values between.
    .why = A rule read wrongly gives a wrong score that nobody notices, so nothing is guessed.
    .example = 100%得满分，75%得75%分值 (full points at 100%, 75% of the points at 75%)
    .mend = Make “75%≤X<100%: 75% of the points; <75%: 0 points” of “75% of the points at 75%”, or add “straight lines between”.

E534 = “{ $words }” limits the rule to some people, times or cases
    .hint = Give those people a role or a KPI of their own; put a remark behind “Note: ” or into 【】.{ $has-nearest ->
        [yes] {" "}This would be read: “{ $nearest }”
       *[no] {""}
     }
    .what = The words say for whom, when or in which case the rule counts; a rule counts for everybody alike.
    .why = Taken as a remark, they would score people whom the rule does not mean, and nobody would notice.
    .example = 仅限新员工，每低1%扣2分 (only for new staff, 2 points off per 1% below target)
    .mend = Give those people a role or a KPI of their own, split two cases into two KPIs, or write “Note: only for new staff” behind the rule where it is a remark.

E535 = “{ $words }” goes against the target: the worse would earn more
    .hint = Where less is better write “in inverse proportion to the target”; or correct the target's sign.{ $has-nearest ->
        [yes] {" "}This would be read: “{ $nearest }”
       *[no] {""}
     }
    .what = The target says at most, the rule pays in proportion to the value; or the other way round.
    .why = The further beyond the limit, the more points, and nobody would notice.
    .example = target ≤1%, In proportion to the target
    .mend = Write “In inverse proportion to the target”, or a deduction: “5 points off per 0.1% above target”.

W537 = One step is { $size }, counted down from { $from }: even 0 is less than a step away, and nobody ever loses a point
    .hint = Look at the target, the unit and the step
    .what = A rule that takes points below the target has a step larger than the target.
    .why = As it stands somebody who did nothing has the full points, and nobody would notice.
    .example = target 3, rule 1 point off per 5 below target
    .mend = Make the step smaller (1 point off per 1 below target), or mend the target or its unit (is a target of 100 in 10k yuan?).

E536 = “{ $words }” contradicts the target
    .hint = Write “the target” in the rule, or change the target column.{ $has-nearest ->
        [yes] {" "}This would be read: “{ $nearest }”
       *[no] {""}
     }
    .what = The rule names another target than the target column.
    .why = A rule read wrongly gives a wrong score that nobody notices, so nothing is guessed.
    .example = Full points at the target (98%), 2 points off per 1% below target (target: 95%)
    .mend = Say the target once: with “Full points at the target, 2 points off per 1% below target” in the rule, only the target column changes from month to month.

E550 = “{ $words }” can mean “{ $first }”, or “{ $second }”
    .hint = Copy the one that is meant.
    .what = One sentence can be read as two rules that give different points.
    .why = Whichever were chosen, somebody's score would be wrong, and nobody would notice.
    .example = ≥100% 100 points; 90%≤X<100% -5 points; below 90% 0 points
    .mend = Say whether points are given or taken: “90%≤X<100%: 5 points”, or “90%≤X<100%: minus 5 points”.

E533 = { $scale ->
        [points] The rule gives { $points } points at most, and the full points of this KPI are { $full }
       *[percent] The rule gives { $points } points at most, and “Full points” is blank, which means 100: are the full points { $points }?
    }
    .hint = { $scale ->
        [points] Rewrite the criterion, and give the marks, out of { $full }.
       *[percent] Put { $points } into “Full points”, or choose “points” as the score scale.
    }
    .what = On the percent scale blank full points mean 100, and the rule's best tier, its starting points or the scale of its marks (out of 10, 1 to 5) are below the full points.
    .why = As it stands nobody, however good, could reach a score of 100 for this KPI, and nobody would notice.
    .example = ≥100%: 30 points; 90%≤X<100%: 20 points; below 90%: 0 points (blank full points)
    .mend = Fill in the full points for which the rule was written, or choose “points” as the score scale.

W527 = The bonus has no maximum
    .hint = Add “at most N points more”.
    .what = A bonus without a maximum grows without end.
    .why = A rule read wrongly gives a wrong score that nobody notices, so nothing is guessed.
    .example = 1 point more per 1% above target
    .mend = Make “1 point more per 1% above target, at most 10 points more” of “1 point more per 1% above target”, unless no limit is meant.

W528 = The rule says nothing below the target
    .hint = Say what counts below the target.
    .what = A value below the target will be a problem.
    .why = A rule read wrongly gives a wrong score that nobody notices, so nothing is guessed.
    .example = 1 point more per 1% above target, at most 10 points more
    .mend = Put “Full points at the target, 1 point off per 1% below target” before the bonus.

W529 = Nothing is said beyond { $level }
    .hint = Add the last tier.
    .what = A value beyond the last tier will be a problem.
    .why = A rule read wrongly gives a wrong score that nobody notices, so nothing is guessed.
    .example = ≥100%: 30 points; 90%-100%: 20 points
    .mend = Add “below 90%: 0 points” at the end, unless nobody can lie there.

N530 = Two tiers name { $level }; the one that names it as its own has it
    .hint = Nothing to do.
    .what = Neighbouring tiers share one number.
    .why = A rule read wrongly gives a wrong score that nobody notices, so nothing is guessed.
    .example = 90 and above 20 points, 90 and below 10 points
    .mend = Nothing to do; clearer is “≥90: 20 points; <90: 10 points”.

N531 = “{ $words }” is taken as a description
    .hint = Word it differently if it should change points.
    .what = These words describe and hold no numbers.
    .why = A rule read wrongly gives a wrong score that nobody notices, so nothing is guessed.
    .example = 5 points off per serious accident
    .mend = Nothing to do where it only describes; where it should count, say how many points.

E532 = The rule says nothing about the value { $value }
    .hint = Change the rule or the value.
    .what = The rule says nothing about the value 
    .why = Change the rule or the value
    .example = ≥100%: 30 points; 90%-100%: 20 points → 80%
    .mend = Add what is missing, such as “below 90%: 0 points” at the end; or correct the value.
