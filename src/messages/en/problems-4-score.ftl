# Formulas and scores

E401 = { $reason ->
    [empty] KPI “{ $kpi }” has no formula
    [nobody] KPI “{ $kpi }” has neither a formula nor anybody who marks it
    [ends] The formula of KPI “{ $kpi }” is not finished
    [value] The formula of KPI “{ $kpi }” lacks a value at character { $position }: “{ $quote }”
    [operator] The formula of KPI “{ $kpi }” lacks an operator before “{ $quote }”
    [unclosed] The formula of KPI “{ $kpi }” has a bracket that is not closed (character { $position })
    [stray] The formula of KPI “{ $kpi }” has a “{ $quote }” too many at character { $position }
    [compared-twice] The formula of KPI “{ $kpi }” compares twice in a row: “{ $quote }”
    [number] The formula of KPI “{ $kpi }” has a number that is too long: “{ $quote }”
   *[other] The formula of KPI “{ $kpi }” cannot be read
 }
    .hint = { $reason ->
        [nobody] Where people judge, say who marks, for example: manager; where data tell, write the formula
        [empty] Say which measures it is calculated from, for example: Actual sales/Sales target
        [ends] Add the missing measure or number at the end
        [value] Put a measure or number here, or delete the extra sign
        [operator] Put + - × or ÷ there; write a measure with signs in its name in square brackets: [Shop sales (10k)]
        [unclosed] Add the closing bracket
        [stray] Delete it, or add the opening bracket that belongs to it
        [compared-twice] Compare two values at a time, for example: IF(Done>=10, 1, 0)
        [number] Numbers may have 28 digits at most
       *[other] See the guide for how formulas are written
     }
    .what = The formula breaks the rules of writing: a value or operator is missing, brackets do not match, or nothing is there.
    .why = Without a readable formula there is no value; the program never guesses what was meant.
    .example = “Actual sales/” or “(Likes+Comments/Viewers”.
    .mend = Complete the formula at the place named. It is written as in Excel, for example: (Likes+Comments)/Viewers.

E402 = The formula of KPI “{ $kpi }” uses “{ $quote }”, which is no measure of role “{ $role }”
    .hint = { $has-nearest ->
        [yes] Was this meant: { $nearest }
       *[no] Add the measure to the role in the Measures sheet, or correct the name
     }
    .what = A name in the formula is neither a measure of the role nor a function.
    .why = Without a data column there is no number to put in.
    .example = The measure is “Actual sales”, the formula says “Actual slaes/Sales target”.
    .mend = Use the name from the Measures sheet; put names with + - / or brackets in them into square brackets.

E403 = The formula of KPI “{ $kpi }” uses the unknown function “{ $quote }”
    .hint = { $has-nearest ->
        [yes] Was this meant: { $nearest }
       *[no] Functions: SUM, AVERAGE, MAX, MIN, ROUND, ABS, IF, TARGET, PREV, MOM, PREVYEAR, YOY, TEAMSUM, TEAMAVG
     }
    .what = The name before the brackets is neither a function nor a measure.
    .why = Only the listed functions can be calculated exactly and written into the score sheets.
    .example = “MEDIAN(Product rating, Service rating)”.
    .mend = Use one of the listed functions; if it is a measure with brackets in its name, put it into square brackets.

E404 = In the formula of KPI “{ $kpi }”, function { $function } needs { $expected } arguments and has { $given }
    .hint = Separate arguments with commas: AVERAGE(Product rating, Service rating), IF(Done>=10, 1, 0)
    .what = The number of arguments in a function's brackets is wrong.
    .why = With too few nothing can be calculated; what is too many has no meaning.
    .example = “IF(Done>=10, 1)” lacks the value for the other case.
    .mend = Add or delete arguments.

E405 = The formula of KPI “{ $kpi }” uses the target, but no target is given
    .hint = Fill in the Target column, or take “{ $quote }” out of the formula
    .what = The formula names the target, and the KPI's Target cell is empty.
    .why = Without a target nothing can be calculated.
    .example = The formula is “Sales/TARGET()”, and the Target cell is empty.
    .mend = Fill in the target.

E406 = In the formula of KPI “{ $kpi }”, “{ $quote }” can be read in two ways: as one measure, or as a calculation
    .hint = For the measure write [{ $quote }]; for the calculation put each name into square brackets
    .what = A measure's name has operator signs in it, and its parts are measures too.
    .why = The two readings give different results, and the program never guesses.
    .example = The measures are “Income-Cost”, “Income” and “Cost”, and the formula is “Income-Cost”.
    .mend = Say what is meant with square brackets: [Income-Cost] is the measure, [Income]-[Cost] the difference.

E407 = In the formula of KPI “{ $kpi }”, { $function } is asked of something without an earlier value: “{ $quote }”
    .hint = Put only measures, their team values, or a calculation with them into the brackets: MOM(Sales), MOM(TEAMSUM(Sales))
    .what = PREV, MOM, PREVYEAR and YOY work on measures and their team values; targets and other earlier values have no earlier value.
    .why = The archive keeps the earlier values of measures only.
    .example = “PREV(TARGET())” or “MOM(PREV(Sales))”.
    .mend = Put a measure into the brackets.

E408 = In the formula of KPI “{ $kpi }”, { $function } takes the name of one measure only: “{ $quote }”
    .hint = For example: TEAMSUM(Sales)/TEAMSUM(Sales target)
    .what = TEAMSUM and TEAMAVG combine one measure over all people; a calculation cannot stand in their brackets.
    .why = Calculating per person and then adding up gives another result than adding up first.
    .example = “TEAMSUM(Sales/Sales target)”.
    .mend = Use the team function on each measure and calculate with the results.

E409 = In the formula of KPI “{ $kpi }”, the measure in “{ $quote }” has different units in different roles: { $units }
    .hint = Give it one unit in the Measures sheet
    .what = A team function puts the measures of one name together over all roles, so their units must be the same.
    .why = Yuan and ten thousand yuan added up mean nothing.
    .example = “Sales” is in 元 for hosts and in 万元 for shop operators.
    .mend = Use one unit, or rename one of the measures.

E410 = The formula of KPI “{ $kpi }” is too long or its brackets are nested too deeply
    .hint = Split it into several KPIs, or calculate part of it in the data sheet
    .what = A formula has more than 8,192 characters, 500 parts or 64 levels of brackets.
    .why = No spreadsheet can hold a longer formula.
    .example = Hundreds of cells added up one by one in one formula.
    .mend = Shorten the formula.

E411 = A figure is too large to be calculated exactly: “{ $kpi }” ({ $id })
    .hint = Check the unit and the digits of the data
    .what = A number on the way has more than 28 significant digits.
    .why = Beyond that nothing is exact, and no score is given that is only near.
    .example = An amount was typed with 30 digits.
    .mend = Correct the data, or use a larger unit.

W412 = “{ $kpi }” of { $name } divides by zero and does not apply
    .hint = The formula is { $formula }. Check whether the 0 is right; write N/A where it is not appraised
    .what = With the data put in, the formula divides by zero.
    .why = Such a division has no result; the other KPIs take the weight.
    .example = The formula is “Sales/Sales target”, and the sales target is 0.
    .mend = Fill in the right number, or N/A where the KPI is not appraised.

E413 = “{ $kpi }” of { $name } has no result with the data put in
    .hint = The formula is { $formula }. Negative numbers have no roots; ROUND needs a whole number of places
    .what = A power or a rounding in the formula means nothing with these data.
    .why = Without a result there is no score.
    .example = The formula is “Profit^0.5”, and the profit is negative.
    .mend = Correct the data or the formula.

E414 = The word “{ $label }” in “{ $measure }” cannot be calculated with
    .hint = { $reason ->
        [rows] Give the same word in all rows of a person, or let the measure take the last row
       *[formula] The measures of a formula need numbers
     }
    .what = A word such as “excellent” or “yes” stands where numbers are needed.
    .why = Words can neither be added up nor put into a formula.
    .example = A measure that is summed holds “excellent” in one row and 90 in another.
    .mend = Fill in numbers, or let the KPI's formula be this one measure alone.

E415 = “{ $measure }” of { $name } is not filled in
    .hint = KPI “{ $kpi }” needs it: fill in a number, N/A where it is not appraised, 0 where nothing happened
    .what = A value that a KPI needs is blank, and Missing data is set to error.
    .why = Blank, 0 and N/A are three different things; the program does not choose for you.
    .example = “New followers” is blank for one of a host's streams.
    .mend = Fill in the value, or set Missing data to zero or exclude in the Appraisal sheet.

W416 = { $policy ->
    [zero] “{ $measure }” of { $name } is not filled in, so KPI “{ $kpi }” scores 0
   *[exclude] “{ $measure }” of { $name } is not filled in, so KPI “{ $kpi }” is left out
 }
    .hint = Fill it in if it was only forgotten
    .what = A value that a KPI needs is blank, and was treated as Missing data says.
    .why = A forgotten value changes the score, so somebody should look.
    .example = Missing data is set to zero, and “Complaints” is blank for one person.
    .mend = Fill in the value, or N/A.

W417 = No KPI applies to { $name }: no total, grade or rank
    .hint = Check the data of { $id }
    .what = All KPIs of the person do not apply.
    .why = Without a KPI there is no score, and bonuses and penalties change nothing.
    .example = A person on leave for the whole month has N/A in every column.
    .mend = Fill in the data; a calibration row can set a total.

W418 = The earlier “{ $measure }” of { $name } is { $column } in the sheet and { $archive } in the archive; the sheet counts
    .hint = Check which one is right
    .what = The column of earlier values differs from what was archived.
    .why = The column wins, but a difference usually means that one of them is wrong.
    .example = The column says 100000, and last month's archived sales are 98000.
    .mend = Correct or clear the column; where it is clear, the archive counts.

W419 = The unit of “{ $measure }” of { $name } was “{ $then }” and is “{ $now }”, which do not convert
    .hint = Add a column “Previous { $measure }” with the converted values
    .what = The measure's unit differs from the archived one and does not convert.
    .why = Values in different units cannot be compared, so the growth KPI does not apply.
    .example = The unit was 人 last month and is 次 now.
    .mend = Use the former unit, or fill in a column of earlier values.

E420 = { $reason ->
    [outside] “{ $kpi }” of { $name } is { $value }, for which the scoring rule has no tier
    [whole] “{ $kpi }” of { $name } is { $value }, and the scoring rule's tiers rest on whole numbers
    [bonus] “{ $kpi }” of { $name } is { $value }, and the scoring rule speaks of a bonus only, not of what lies below
    [label] “{ $kpi }” of { $name } is “{ $value }”, which the scoring rule does not name
    [kind] “{ $kpi }” of { $name } is { $value }, which is not the kind of value that the scoring rule scores
    [negative] “{ $kpi }” of { $name } is { $value }, and the scoring rule does not work for negative numbers
   *[other] “{ $kpi }” of { $name } is { $value }, for which the scoring rule gives no points
 }
    .hint = The rule is: { $rule }. Correct the data, or complete the rule
    .what = The scoring rule does not say how many points this value gets.
    .why = The program never guesses a score.
    .example = The rule is “≥100% 30 points; 90%≤X<100% 20 points”, and the value is 85%.
    .mend = Add a tier for what lies below, or correct the data.

W421 = The team value of “{ $measure }” rests on { $people } people only
    .hint = Below 5 people it could give others' data away, so personal score sheets do not show it
    .what = A team sum or mean is made over fewer than 5 people.
    .why = From a sum of few, a colleague's figure can be worked out.
    .example = There are 3 hosts, and a formula uses TEAMSUM(Sales).
    .mend = Leave it if that is acceptable, or compare with a target instead.

E422 = { $people ->
        [many] The totals of { $count } people lie below every grade, such as { $total } of { $name }
       *[one] The total { $total } of { $name } lies below every grade
     }
    .hint = Add a grade with the lowest score 0 to the Grades sheet
    .what = No grade covers this total.
    .why = Without a grade there is no coefficient.
    .example = The lowest grade begins at 60, and somebody has 55.
    .mend = Give the lowest grade the lowest score 0.

W423 = Grade “{ $grade }” has { $count } people, more than the { $places } of its share cap ({ $product })
    .hint = By score, the cap is only reported and changes no grade
    .what = More people reach the grade than its share cap allows.
    .why = When grading by score the share cap is a reminder only.
    .example = 4 of 20 people reach S, and its share cap is 10% (2 people).
    .mend = Grade by rank to force the distribution, or calibrate totals.

W424 = The “{ $measure }” of { $name } { $when ->
    [year] a year ago
   *[previous] in the previous period
    } is { $value }, no base of growth: the KPI does not apply
    .hint = There is no growth over a loss or 0; use the value itself or a difference instead
    .what = Growth (MOM, YOY, or a division by an earlier value) rests on a value of 0 or less.
    .why = From a loss of 80 to a profit of 100 the formula gives −225%; from a loss of 100 to one of 200 it gives +100%. Such growth means nothing and is not scored.
    .example = The earlier profit is -80, the present one 100, the formula MOM(profit).
    .mend = Check the earlier value; where losses are usual, use a difference such as profit - PREV(profit), or the profit itself.

W425 = The aggregate (sheet Measures) of “{ $measure }” of { $name } was “{ $then }” and is “{ $now }”, so the KPIs that use the earlier value do not apply
    .hint = Use the former aggregate, or add a column “Previous { $measure }” with comparable values
    .what = The measure's aggregate differs from the archived one.
    .why = The sum of two rows was 200 last month, their mean is 110 now: the -45% between them is no decline.
    .example = Sales were summed last month and are averaged now.
    .mend = Use the former aggregate, or fill in a column of earlier values made in the new way.

E426 = “{ $kpi }” of { $name } is divided by a negative figure, which gives no rate of achievement
    .hint = Check the negative figure; for losses use a difference instead
    .what = A formula divides by a negative figure: the plan itself is a loss.
    .why = A planned loss of 100 and a real one of 200 give 200%, and the result is worse than planned; a profit of 90 gives -90%, and is better.
    .example = Profit -200, target profit -100, the formula profit / target profit.
    .mend = Correct the data; where the target itself is a loss, score a difference such as profit - target profit.

W427 = { $name } ({ $id }) was there for { $months } of { $all } months, and “{ $kpi }” counts the whole period's target
    .hint = Clear the longer period's target to have the months' targets summed over the months that the person was there
    .what = The KPI gives a target for the quarter (half-year, year), and the person was not there all the time.
    .why = The figures of one month against a quarter's target look too low.
    .example = Somebody who joined in December reaches a third of the quarter's target of 300.
    .mend = Clear the column of the quarter's target, or set the person's total by a calibration.

E450 = The formula of KPI “{ $kpi }” puts “{ $left }” ({ $left-unit }) beside “{ $right }” ({ $right-unit }), which are two kinds of things
    .hint = Check the formula, or correct the units in the Measures sheet
    .what = Two parts that are added, subtracted, compared or chosen from have units of different kinds.
    .why = Yuan and hours added up mean nothing; units of one kind (元 and 万元, minutes and hours) are converted.
    .example = Sales (元) + Hours live (hours)
    .mend = Correct the formula, or the unit in Measures if that is wrong; a unit that is not known may be left blank.

E451 = The formula of KPI “{ $kpi }” gives { $value-unit }, and the KPI's unit is { $unit }
    .hint = Check formula and unit: only units of one kind convert
    .what = A formula's value is of another kind than the KPI's unit.
    .why = What cannot be converted is surely wrong.
    .example = The unit is hours, and the formula is “Sales” (元)
    .mend = Correct the KPI's unit, the formula or the measure's unit; leave the KPI's unit blank if it is not known.

E452 = In the formula of KPI “{ $kpi }”, “{ $sign }{ $number }” converts { $from } to { $to } by hand, and units are converted anyway
    .hint = Take “{ $sign }{ $number }” out of the formula
    .what = A number in a formula is exactly the factor between two units.
    .why = Units are converted by themselves; once more, and the value is off by that factor.
    .example = The unit is hours, the formula “Time live/60”, and Time live is in minutes
    .mend = Take the number out; if it means something else, leave the units of those measures blank.

W454 = “{ $kpi }” of { $name } ({ $id }) is { $value }, and its target or the levels of its rule { $target }: a { $times ->
        [ten] tenfold
       [hundred] hundredfold
       *[other] thousandfold
    } apart{ $count ->
        [1] {""}
       *[other] { " " }({ $count } people)
    }
    .hint = { $times ->
        [ten] A number without % is read as a ratio (1.2 is 120%): where 1.2% is meant, write the %
        [hundred] The formula gives a ratio: write % as the unit and the target as 90%, or multiply by 100 in the formula
       *[other] Look at the units: was it typed in thousands, or were thousands typed in full?
    }
    .what = A KPI's value is a thousand times its target or more, or less than a thousandth of it; or its formula is a ratio and its target 50 or more.
    .why = Most likely it was typed in another unit than the sheets name: 30 (thousand) counts as 30, far from 30,000, and nobody would notice.
    .example = target 300,000, unit 元, and 35 in the data (万元)
    .mend = Write the unit of the data into the sheet of measures; it is converted then. Nothing is to be done where the value is right.

W456 = “{ $kpi }” of { $name } ({ $id }) is { $value }, which is above 100%{ $count ->
        [1] {""}
       *[other] { " " }({ $count } people)
    }
    .hint = See whether the two figures are the wrong way round, or stand in another column
    .what = A rate of a part, such as a pass rate or attendance, is above 100%.
    .why = 150 pieces that passed out of 100 pieces: one of the figures is wrong.
    .example = 150 passed, 100 in all, the formula passed / all
    .mend = Correct the data; where the rate may be above 100%, give the KPI another name, such as completion rate.

W455 = The highest score of “{ $kpi }” is { $highest }, and its rule is out of { $full }: were the scores given out of 10 or of 5?
    .hint = If so, say it in the rule (“Score as given, out of 10”); otherwise nothing is to be done
    .what = Nobody's score of a KPI that counts as it was given reaches a tenth of its scale.
    .why = An 8 out of 10 counts as 8 out of 100, and nobody would notice.
    .example = rule “Score as given”, data 8, 9 and 7
    .mend = Say in the rule what the scores are out of, or give them out of 100.

W453 = “{ $kpi }” of { $name } ({ $id }) is { $value }, above 1000%
    .hint = Check the number in this cell, and the units of the formula's measures
    .what = The value of a KPI in % is above 1000%.
    .why = Units are missing or wrong more often than not: 800000 (元) ÷ 100 (万元) without units is 800000%.
    .example = The formula “sales/target” of two measures without a unit
    .mend = Give the measures their units, which are converted then; nothing to do if it is right.
