E260 = Who marks cannot be read: “{ $text }”{ $why ->
    [twice] , “{ $what }” stands twice
   *[unreadable] {""}
 }
    .hint = Write “manager”, or “self 20% + manager 80%”
    .what = “Marked by” is neither a category nor several with their shares.
    .why = Without knowing who marks there is no score.
    .example = “after hearing all sides”
    .mend = Write a category: self, manager, peer, report, customer, panel or a word of your own; several with shares, such as “self 20% + manager 80%”.

E261 = { $why ->
    [unsaid] “{ $text }” does not say how much each category counts
   *[sum] The shares in “{ $text }” add up to { $what }, not 100%
 }
    .hint = Write the shares, for example “self 20% + manager 80%”
    .what = The shares of those who mark do not add up to 100%.
    .why = Scores would be too low or too high.
    .example = self 20% + manager 70%
    .mend = Change the shares until they add up to exactly 100%.

E262 = This KPI has a formula and somebody who marks it: “{ $text }”
    .hint = Empty “Formula” where people mark, “Marked by” where data tell
    .what = A KPI is either calculated or marked.
    .why = It is open which of the two counts.
    .example = formula “sales/target”, marked by “manager”
    .mend = Keep one of the two cells; for both, make two KPIs.

E263 = “{ $role }” has KPIs that people mark and no sheet “{ $sheet }”
    .hint = Add the sheet: ID, Name, Category, Rater, a column for each KPI, Comment
    .what = The sheet of marks is missing.
    .why = Without marks there is no score.
    .example = “Marked by” is filled in, and there is no “Ratings-Host”
    .mend = Add the sheet “Ratings-<role>”, a row for each person, category and rater.

E264 = The criterion goes up to { $points } points, above the full points { $full }
    .hint = Mend the criterion or the full points; to allow more, write “at most { $points } points” into it
    .what = A level of the criterion is above the KPI's full points.
    .why = Marks above the full points are refused.
    .example = full points 20, criterion “excellent 30 points, good 20 points”
    .mend = Keep levels within the full points, or say the highest in the criterion.

E290 = { $which ->
    [full] Signed points know no full points, yet “{ $column }” holds “{ $text }”
    [when] Signed points have no weight to hand on, yet “{ $column }” holds “{ $text }”
   *[weight] Signed points know no weights, yet “{ $column }” holds “{ $text }”
 }
    .hint = { $which ->
        [full] Clear the cell; say in the rule how much can be lost: “at most { $text } points”
       *[other] Clear the cell; to score by weights, set the score scale to percent or points
     }
    .what = The score scale is deductions, and 考核指标 holds a weight, full points or who takes a weight.
    .why = A total is the starting points and the KPIs' signed points; weights and full points play no part, so a number there means that the scale is probably the wrong one.
    .example = Score scale deductions, Weight 40%
    .mend = Clear these cells; if weights are meant, set the score scale to percent or points.

E291 = There are no full points under deductions: “{ $words }” means nothing
    .hint = Say how many points are added or deducted (2 points off per case, at most 10 points off · 1 point more per 1% above target, at most 5 points more).{ $has-nearest ->
        [yes] {" "}This would be read: “{ $nearest }”
       *[no] {""}
     }
    .what = A rule speaks of full points, of a share of them, of a proportion or of deducting until nothing is left, and the score scale is deductions.
    .why = Each KPI counts from 0 there, and what is added or deducted is all there is. A rule that is read wrongly gives a wrong score that nobody notices.
    .example = lose 2 points for each error, down to zero
    .mend = Say the points and how far they go: “2 points off per case, at most 10 points off”, “1 point more per 1% above target, at most 5 points more”.

E265 = { $why ->
    [two] The dimension “{ $dimension }” has two weights
   *[sum] The dimension weights of “{ $dimension }” add up to { $sum }, not 100%
 }
    .hint = Check the dimension weights
    .what = The weights of a role's dimensions do not add up to 100%, or one has two.
    .why = They decide how much each part counts.
    .example = results 60%, skills 30%
    .mend = Change them until they add up to exactly 100%; write each once, or merge its cells.

E266 = The weights in “{ $dimension }” add up to { $sum }: neither to its weight { $weight } nor to 100%
    .hint = Check { $cells }
    .what = Weights in a dimension add up to the dimension's weight, or to 100%.
    .why = It is open whether they are shares of the whole or of the dimension.
    .example = dimension 40%, KPIs 20% and 10%
    .mend = Write the whole role one way: up to the dimension's weight (20% + 20% = 40%), or up to 100% (50% + 50%, times 40%).

E267 = None of the { $count } KPIs of “{ $dimension }” ({ $weight }) has a weight
    .hint = Equal shares to copy: { $shares }
    .what = The dimension has a weight and its KPIs have none.
    .why = It is open how much each one counts.
    .example = dimension “Skills” 40%, both weights blank
    .mend = Give each KPI its weight; for equal shares copy those of the hint.

E268 = { $why ->
    [marked] “{ $kpi }” is marked by people: in points { $name } cannot have a weight of their own
    [none] The goal of { $name } for “{ $kpi }” says “{ $text }”: is the KPI not asked, or does the role's target count?
   *[kpi] { $name } has no KPI “{ $kpi }”
 }
    .hint = { $has-nearest ->
        [yes] Is “{ $nearest }” meant?
        [none] Leave the target blank where the role's counts; where the KPI is not asked, write the weight 0% and give it to others
       *[no] Check the KPIs of this person's role
     }
    .what = A goal is written for a KPI that the person does not have.
    .why = It would change nothing, and the role's target would count.
    .example = a host with a goal for “Orders shipped in time”
    .mend = Use the name of a KPI of the role; a new one is added to the KPIs first.

E269 = The weights of { $name } in “{ $role }” add up to { $sum }, not 100%
    .hint = Where no own weight is written, the role's counts
    .what = A person's own weights, with those of the role, do not add up to 100%.
    .why = The total would be too high or too low.
    .example = role 60% and 40%, own 50% for the first
    .mend = Change the own weights until they add up to exactly 100%.

E270 = { $name } has two goals for “{ $kpi }” (the other one in { $other })
    .hint = Keep one of them
    .what = A person has two rows for one KPI.
    .why = It is open which one counts.
    .example = E001 sales 500,000, E001 sales 600,000
    .mend = Delete one row.

E271 = “{ $kpi }” { $why ->
    [none] has no target to be reckoned by days
   *[ratio] has a target that is no amount or count
 }
    .hint = Empty “Prorate”, or mend target and unit
    .what = Only amounts and counts can be reckoned by days.
    .why = A ratio does not grow with the days; it would be lowered.
    .example = 95% in time, prorate “yes”
    .mend = Leave “Prorate” blank for ratios and ratings; give amounts and counts a target.

E272 = “{ $quote }” in the pay formula “{ $text }” cannot be read
    .hint = What may be used: { $allowed }
    .what = The formula of pay cannot be calculated.
    .why = Pay would be wrong or missing.
    .example = base*coefficient+allowance
    .mend = Use only base, coefficient, total, days, days of the period and signs, such as “base*coefficient*days/days of the period”.

E273 = { $name } has two bases of pay: { $base } and { $other-base } ({ $other })
    .hint = Write one of them, or the same in both rows
    .what = Two rows of one person name different bases.
    .why = It is open which one counts.
    .example = a new role on 10 November, bases 3000 and 4000
    .mend = Write the same base in both rows, or in one only.

E278 = The rule says “{ $words }”, and the weight is { $weight }
    .hint = Only the weight column counts: put one of the two right, or take “{ $words }” out of the rule
    .what = A rule names another weight than the weight column.
    .why = One of the two weights is wrong, and nothing is guessed.
    .example = “weight 20%, 2 points off per 1% below target” beside a weight of 100%
    .mend = Say the weight in its column only.

N277 = { $whole ->
        [no] { $name } ({ $id }) is not appraised as { $role } in this period, only as { $others }
       *[yes] { $name } ({ $id }) is not appraised in this period and gets no sheet
     }
    .what = “Appraised” in Staff is “no”.
    .why = A row with “no” gives no score and its days do not count; whose rows all say “no” has no rank and no sheet. The data count for the team all the same.
    .example = Appraised: no
    .mend = Empty “Appraised”, or write “yes”.

E337 = { $name } has two rows as { $role }: “Appraised” is “{ $said }” in one ({ $other }) and “{ $own }” in the other
    .hint = Write the same in both rows of one role; for another role, put its name in Role
    .what = Of two rows of one person in one role, one is appraised and one is not.
    .why = A role has one score, and it is not known whether this person gets one. A blank is “yes”.
    .example = The row that ends on 10 November says “no”, the one that begins on 15 November is blank
    .mend = Write “yes” (or nothing) in both rows, or “no” in both.

E338 = The pay formula “{ $text }” can be read, but { $why ->
        [zero] divides by 0 whoever it is about
        [constant] uses neither base, coefficient nor total: it is the same for everybody
       *[names] no pay has a value for “{ $quote }”
     }
    .hint = { $why ->
        [constant] The base stands in the column “Pay base” of Staff, and how pay is made of it here, such as base*coefficient; where all get the same, write “base*0+that number”
        [zero] Change what it divides by. What may be used: { $allowed }
       *[names] Pay rests on the person's own figures of this period. What may be used: { $allowed }
     }
    .what = The formula is well written and gives nobody's pay.
    .why = Nothing can be divided by 0; targets, earlier periods and team sums are figures of KPIs, not of pay.
    .example = base*coefficient/0; base*TEAMSUM(coefficient)
    .mend = Change the divisor, or use only base, coefficient, total, days, days of the period, such as “base*coefficient*days/days of the period”.

W339 = { $why ->
        [zero] The pay of { $names }{ $more ->
            [yes] {" "}and others ({ $count } people)
           *[no] {""}
        } is not known: “{ $formula }” divides by 0
        [coefficient] The pay of { $names }{ $more ->
            [yes] {" "}and others ({ $count } people)
           *[no] {""}
        } is not known: grade “{ $grade }” has no coefficient
       *[negative] The pay of { $names }{ $more ->
            [yes] {" "}and others ({ $count } people)
           *[no] {""}
        } by “{ $formula }” is below 0
     }
    .hint = { $why ->
        [zero] It is left blank. Change the formula: “IF(divisor=0, 0, …)” says what to pay then
        [coefficient] It is left blank. Fill in this grade's coefficient, or use a formula without it
       *[negative] It is listed as calculated; where it should not be below 0 write “MAX(0, …)”
     }
    .what = Somebody with a pay base has no pay, or less than 0.
    .why = A blank looks like a payment that was forgotten; pay below 0 is seldom meant.
    .example = “base*coefficient/(days of the period-days)” for somebody who was there all month
    .mend = Change the formula, or fill in the grade's coefficient.

N348 = { $name } ({ $id }) is on probation in one row and not in another: this period counts as probation
    .hint = Scored as ever; the sheet says probation, without a rank and a place in the grades' quota. Empty “probation” where the person is to be ranked
    .what = Of two rows of one person, one says “probation” and one does not.
    .why = A person has one total in a period, which is either ranked or not.
    .example = Probation ended on 15 November: the first row says “probation”, the second is blank
    .mend = Empty “probation” to rank the person; write it in both rows not to.

E280 = The mark “{ $text }” for “{ $kpi }” lies beyond { $low } to { $high }
    .hint = Enter a number from { $low } to { $high }
    .what = A mark lies beyond what may be given.
    .why = It would distort the total.
    .example = 105 where 100 is full
    .mend = Enter a number within the bounds; to allow more, say the highest in the criterion.

E281 = “{ $text }” is no mark for “{ $kpi }”
    .hint = { $ranged ->
        [rank] The number is that of a level and a number of points as well: write the level, e.g. { $levels }
        [yes] The criterion has ranges, and the name of a level does not tell the points: enter a number from { $low } to { $high }
       *[no] { $has-levels ->
            [yes] Enter a number from { $low } to { $high }, or { $levels }
           *[no] Enter a number from { $low } to { $high }
         }
     }
    .what = A cell of marks holds neither a number nor a level of the criterion.
    .why = What is not understood is no 0.
    .example = “not bad”
    .mend = Enter a number or a level that stands for one number; “N/A” where it does not apply.

E282 = Nothing is marked by “{ $text }”
    .hint = What may be entered: { $allowed }
    .what = The category marks no KPI of this role.
    .why = The row would change nothing.
    .example = marked by “self 20% + manager 80%”, a row of “peer”
    .mend = Mend the category, or add it to “Marked by”.

E283 = “{ $kpi }” is not marked by { $category }
    .hint = It is marked by { $asked }; empty this cell
    .what = A mark for a KPI that this category does not mark.
    .why = It would change nothing, and who gave it would not know.
    .example = “Teamwork” is the manager's; a peer filled it in
    .mend = Empty the cell, or add the category to “Marked by”.

E284 = { $category }{ $rater ->
    [blank] {""}
   *[other] {" "}({ $rater })
 } has marked { $id } twice (the other row is { $other })
    .hint = Keep one of the rows
    .what = One rater has two rows for one person.
    .why = It is open which one counts.
    .example = two rows of the manager for E001
    .mend = Delete one; several raters are told apart by their names.

W351 = This adjustment of { $name } ({ $id }) is { $points } points
    .hint = Was an amount of money typed? Nothing is to be done where it is right
    .what = One adjustment is of more than 100 points.
    .why = Points go straight into the total: a reward of 200 yuan typed as 200 points makes another grade.
    .example = a bonus of 200 (yuan)
    .mend = Write points, and the money into the reason.

E352 = { $why ->
    [none] { $name } ({ $id }) has a veto here, and “{ $column }” says “{ $text }”
    [total] The row of { $name } ({ $id }) says “{ $text }”: is it a sum of the rows above?
    [signed] The calibration of { $name } ({ $id }) says “{ $text }”; a calibration is the total itself, not what is added
   *[times] “{ $column }” says “{ $text }” for { $name } ({ $id }); that column is not read, and the points count once
 }
    .hint = { $why ->
        [none] Delete the row where nothing happened; otherwise write what happened
        [total] Delete a row of sums; otherwise write another reason
        [signed] To add points choose bonus; otherwise write the total without a sign
       *[times] Write the points of all times, and delete the column
     }
    .what = A row of adjustments says two things.
    .why = Counted as it stands it would change the total of a person for whom nothing of it is true.
    .example = a veto whose reason is “none”
    .mend = Delete the row, or write what is meant.

W349 = { $why ->
        [other] The self-rating of { $name } ({ $id }) names “{ $rater }” as its rater
        [several] A row of marks of { $name } ({ $id }) names “{ $rater }” as its rater: is it a mean or a sum of the others?
       *[self] { $name } ({ $id }) has marked themselves as “{ $category }”
     }
    .hint = { $why ->
        [several] It counts as one more rater; delete the row: the mean of the raters is calculated
       *[other] It counts all the same; check category and rater
     }
    .what = Rater and category do not fit: a self-rating by somebody else, or another category by the person themselves.
    .why = With the wrong category the mark counts with another share.
    .example = category “self”, rater: the manager
    .mend = Mend the category or the rater; where a self-rating was typed in for somebody, the rater is that person.

W285 = “{ $kpi }” is left blank here, and others of the category have marked { $id }
    .hint = A blank does not count for the mean; “N/A” where it does not apply
    .what = A rater has left a KPI out.
    .why = The mean is over those who marked.
    .example = one of three peers left “Teamwork” blank
    .mend = Have it filled in, or write “N/A”.

W287 = “{ $kpi }” has a mark of { $mark } ({ $id }) and one of { $other } ({ $cell }), out of { $full }: were they given on two scales?{ $count ->
        [one] {""}
       *[other] { " " }{ $count } marks are that low
    }
    .hint = If so, give { $mark } out of { $full }; otherwise nothing is to be done
    .what = Of the marks of one KPI some are at most a tenth of the full points and others more than half.
    .why = A 9 out of 10 by one rater and an 85 out of 100 by another have a mean of 47.
    .example = One rater gives a person 9, another 85
    .mend = Have all raters mark out of the same full points.

W286 = The highest mark of “{ $kpi }” is { $highest }, and its full points are { $full }: were the marks given out of 10 or of 5?
    .hint = If so, put that scale (10, say) into “Full points”; otherwise nothing is to be done
    .what = No mark of a KPI reaches a tenth of its full points.
    .why = An 8 out of 10 counts as 8 out of 100, and nobody would notice.
    .example = full points blank (100), marks 8, 9 and 7
    .mend = Put 10 into “Full points”, or give the marks out of 100.

E430 = { $category }{ $rater ->
    [blank] {""}
   *[other] {" "}({ $rater })
 } has not marked “{ $kpi }” of { $name }
    .hint = Add the mark; with “Missing data” zero or exclude it can be scored without
    .what = Nobody of a category has marked this person.
    .why = Without the category there is no value.
    .example = manager 80%, and the manager has not marked
    .mend = Add a row of marks; “N/A” where the category does not apply.

W431 = { $category }{ $rater ->
    [blank] {""}
   *[other] {" "}({ $rater })
 } has not marked “{ $kpi }” of { $name }: { $policy ->
    [zero] the share counts 0
   *[exclude] the other shares are scaled up
 }
    .hint = Add the mark where there should be one
    .what = Nobody of a category has marked; the setting “Missing data” decided.
    .why = The score is another one.
    .example = peers 20%, and none has marked
    .mend = Add the marks, or accept it.

W432 = { $name } was there for { $days } of { $whole } days, and “{ $kpi }” asks the whole target { $target }
    .hint = For a target by days write “yes” into “Prorate”
    .what = A fixed amount is asked of somebody who was there for a part of the period.
    .why = Ten days against a month's target give a low score.
    .example = joined on 20 November, sales target 500,000
    .mend = Write “yes” into “Prorate”, or a goal of the person's own; leave it where the whole is meant.

E433 = The pay of { $name } cannot be calculated by “{ $formula }”
    .hint = Check formula and base
    .what = The pay is too large, or the formula has no value.
    .why = A wrong pay must not come out.
    .example = base^50
    .mend = Mend the formula or the base.
