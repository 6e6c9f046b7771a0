E201 = The sheet “{ $sheet }” is missing
    .hint = { $has-nearest ->
        [yes] Is “{ $nearest }” meant?
       *[no] Add it as the template has it
     }
    .what = A sheet that every workbook needs is missing.
    .why = Without it nobody knows whom or what to appraise.
    .example = No “Grades” sheet
    .mend = Add the sheet as the template has it, or correct its name.

E202 = This is no department workbook: none of its sheets was found
    .hint = Make a template with scorebook new and fill it in, or a workbook of the department's own table with scorebook adopt
    .what = None of the template's sheets is there.
    .why = Contents are found by the sheets' names.
    .example = Only “Sheet1”
    .mend = Make a template with scorebook new and fill it in; of the department's own table scorebook adopt makes a department workbook.

E203 = The sheets “{ $sheet }” and “{ $other }” are the same part
    .hint = Keep one of them
    .what = Two sheets are the same part of the workbook.
    .why = It is open which one counts.
    .example = “Grades” and “等级”
    .mend = Keep one of them.

E204 = No header row within the first 20 rows
    .hint = It needs these columns: { $columns }
    .what = No header row within the first 20 rows.
    .why = Columns are known by their headers, not by their place.
    .example = The header row was deleted
    .mend = Add the header above the rows.

E205 = The column “{ $column }” is missing
    .hint = { $has-nearest ->
        [yes] Is “{ $nearest }” meant?
       *[no] Add it to the header row
     }
    .what = A column that the table needs is missing.
    .why = Nothing can be calculated without it.
    .example = Measures without “Aggregate”
    .mend = Add the column or correct its header.

E206 = The column “{ $column }” stands twice
    .hint = Remove or rename one of them
    .what = A column stands twice in the header.
    .why = It is open which one counts.
    .example = Two columns “ID”
    .mend = Remove or rename one.

N207 = The sheet “{ $sheet }” is not part of the template and was not read
    .what = A sheet is not part of the template.
    .why = Only the template's sheets are read.
    .example = “Scratch”
    .mend = Nothing to do, or give it a name of the template.

N208 = The column “{ $column }” is not used
    .what = A column is not part of the template.
    .why = Only the template's columns are read.
    .example = A column “Dormitory” in the staff sheet
    .mend = Nothing to do, or give it a header of the template.

N350 = { $why ->
        [pay] “{ $text }” is not used: nobody in Staff has a “{ $column }”
        [start] “{ $text }” is for deductions alone and is not used
        [full] “{ $text }” in Form parts has nothing to show: every KPI has 100 full points
        [scale] “{ $text }” in Form parts has nothing to show: on this scale the points are printed anyway
       *[other] “{ $text }” is no setting and is not used
     }
    .hint = { $why ->
        [pay] Fill in the column “Pay base” of Staff, a number for everybody who has such pay; without any, empty this setting
        [start] For deductions, choose them as the score scale; otherwise empty the cell
        [full] It stands beside scores out of 100 of KPIs with other full points, such as 20 / 30; otherwise take it out of Form parts
        [scale] It stands beside scores out of 100 of KPIs with other full points, such as 20 / 30; otherwise take it out of Form parts
       *[other] Nothing to do, or give it a name of the template
     }
    .what = A label that is not part of the template has something beside it.
    .why = Only the template's settings are read.
    .example = “Headcount 40” in the Appraisal sheet
    .mend = Nothing to do, or give it a name of the template, such as “Total cap”.

W355 = “{ $text }” is no setting and was not used; scores do not follow it
    .hint = The template lists what may be set, such as the cap of totals; anything else belongs into a rule, own goals or adjustments
    .what = A row of the settings seems to decide points (a floor, a factor, a cap), and there is no such setting.
    .why = Whoever filled it in believes that it counts.
    .example = a row “Department factor” with 1.2 in the settings
    .mend = Write it into a rule, into own goals or adjustments; or delete the row.

W356 = “{ $column }” says “{ $text }”, { $why ->
        [points] and nothing there counts for points
        [unit] which is another unit than the row's; the column of units was followed
       *[aggregate] which is another aggregate than the row's; the column of aggregates was followed
    }
    .hint = { $why ->
        [points] Write it into the rule where it is to count
        [unit] Change the unit, or this remark
       *[aggregate] Change the aggregate, or this remark
    }
    .what = An explanation or a remark says what would change scores: a number that the rule does not have, another unit, another aggregate.
    .why = Explanations are printed and not reckoned with; whoever wrote it believes that it counts.
    .example = the explanation “no points below 95” beside a rule that does not say so
    .mend = Write it into the rule, the unit or the aggregate; or reword what only explains.

W358 = The formula “{ $formula }” of “{ $kpi }” names no figure, so everybody has one value
    .hint = Name figures in the formula, such as solved / asked
    .what = A formula holds nothing but numbers.
    .why = Everybody's value is the same; most likely the name of a figure was forgotten.
    .example = 0.95 as a formula
    .mend = Reckon the value from figures; where people mark it, say who.

E209 = “{ $field }” is not filled in
    .hint = Write it in the cell to the right of its label
    .what = The department or the period is not filled in.
    .why = Score sheets and the archive are kept by both.
    .example = Nothing beside “Department”
    .mend = Fill in the cell to the right of the label.

E210 = “{ $field }” cannot be “{ $text }”
    .hint = It can be: { $allowed }
    .what = A setting holds something that it cannot be.
    .why = A wrong guess would change everybody's score.
    .example = Score scale “per mille”
    .mend = Write one of the words that the hint lists.

E211 = “{ $text }” is no known setting
    .hint = Is “{ $nearest }” meant?
    .what = A label differs from a setting by one character.
    .why = To ignore it would silently use the default.
    .example = “Scoring method” for “Score scale”
    .mend = Correct the label.

E212 = The period “{ $text }” cannot be read
    .hint = Write it as 2026-11
    .what = The period is no month, quarter, half-year or year.
    .why = Days and the archive rest on it.
    .example = “this month”
    .mend = Write it as 2026-11.

E213 = The KPIs sheet has no role “{ $role }”{ $places ->
        [many] {" "}(found { $count }×)
       *[one] {""}
     }
    .hint = { $has-nearest ->
        [yes] Is “{ $nearest }” meant?
       *[no] Correct the name, or add the role to the KPIs sheet
     }
    .what = A role stands somewhere that has no KPIs.
    .why = Nobody can be scored without KPIs.
    .example = “Suport” for “Support”
    .mend = Correct the name or add the role's KPIs.

E214 = Nobody holds the role “{ $role }” in this period
    .hint = { $has-nearest ->
        [yes] Is “{ $nearest }” meant? If not, add its people to the staff sheet, or remove its KPIs
        [outside] { $nearest } in the staff sheet is outside the period: check the dates From and To; if nobody holds the role, remove its KPIs
       *[no] Add its people to the staff sheet, or remove its KPIs
     }
    .what = A role has KPIs and nobody holds it.
    .why = A name is misspelt or somebody is missing.
    .example = KPIs of “Lead”, no lead in the staff sheet
    .mend = Add its people or remove its KPIs.

E215 = The role “{ $role }” has two KPIs named “{ $kpi }”
    .hint = The other is at { $other }: rename or remove one
    .what = A role has two KPIs of one name.
    .why = Score sheets and history find KPIs by name.
    .example = Two rows “Solved”
    .mend = Rename or remove one.

E216 = The measure “{ $measure }” stands twice in one role
    .hint = Remove one row
    .what = A measure stands twice in one role.
    .why = It is open whose unit and aggregate count.
    .example = Two rows “Enquiries”
    .mend = Remove one row.

E217 = The weights of “{ $role }” add up to { $sum }, not 100%
    .hint = Check { $cells }
    .what = A role's weights do not add up to 100%.
    .why = Totals would be too high or too low.
    .example = 60% and 30%
    .mend = Change the weights until they add up; thirds can be 33.33%, 33.33%, 33.34%.

E218 = The weight “{ $text }” is merged over { $rows } KPIs
    .hint = Unmerge it (down to { $last }) and give each KPI its own weight
    .what = Several KPIs share one merged weight.
    .why = It is open how much each one has.
    .example = 100% over two rows
    .mend = Unmerge the cell and fill in each row.

E219 = { $reason ->
        [blank] The weight is blank
       *[other] The weight “{ $text }” cannot be used
     }
    .hint = A weight is above 0, such as 40%
    .what = A weight is blank, unreadable or not above 0.
    .why = A KPI without weight cannot count.
    .example = 0%
    .mend = Write a weight above 0 or remove the KPI.

E220 = Some weights look like 0.4 and some like 40
    .hint = Write them alike: { $cells }
    .what = Some weights look like ratios, some like percent.
    .why = 0.6 beside 40 can mean two things.
    .example = 0.6 and 40
    .mend = Write them alike: 60%, 40%.

E221 = “{ $column }” is not filled in
    .hint = Fill in this cell
    .what = A cell that must be filled in is blank.
    .why = The row says nothing without it.
    .example = An id without a name
    .mend = Fill in the cell.

E222 = “{ $text }” is no known “{ $column }”
    .hint = It can be: { $allowed }
    .what = A word is none of those that the cell may hold.
    .why = A guess would change the calculation.
    .example = Aggregate “add up”
    .mend = Write one of the words that the hint lists.

E223 = The target “{ $text }” cannot be read
    .hint = Write a number, with sign and unit if you like: ≥95%
    .what = A target is no number.
    .why = Values are compared with it.
    .example = “high”
    .mend = Write a number, with sign and unit if you like: ≥95%.

E224 = The target “{ $text }” does not fit the unit “{ $unit }”
    .hint = Make target and unit agree
    .what = A target's unit is of another kind than the KPI's.
    .why = The two cannot be compared.
    .example = Unit points, target “4.5 hours”
    .mend = Make target and unit agree.

E225 = Some share caps look like 0.1 and some like 10
    .hint = Write them all with %
    .what = Some share caps look like ratios, some like percent.
    .why = It is open what each one means.
    .example = 0.3 and 30
    .mend = Write them all with %.

E226 = Full points of “{ $text }” cannot be
    .hint = They are above 0; under points leave them blank or write weight × 100
    .what = Full points are no number above 0, or contradict the weight.
    .why = Scores are shares of them.
    .example = “none”
    .mend = Write a number above 0; under points leave it blank.

E227 = The role “{ $role }” has no other KPI “{ $text }” to take the weight
    .hint = { $has-nearest ->
        [yes] Is “{ $nearest }” meant?
       *[no] Name another KPI of the role, or leave it blank
     }
    .what = “When N/A” names no other KPI of the role.
    .why = The weight has nowhere to go.
    .example = A KPI of another role
    .mend = Name a KPI of the same role or leave it blank.

E228 = “When N/A” leads back to the KPI “{ $kpi }”
    .hint = Remove one of the entries
    .what = “When N/A” entries lead round in a circle.
    .why = The weight comes back to where it began.
    .example = A names B, and B names A
    .mend = Clear one of them.

E229 = The grade “{ $grade }” stands twice
    .hint = Remove or rename one
    .what = Two grades have one name.
    .why = It is open which row counts.
    .example = Two rows “A”
    .mend = Rename or remove one.

E230 = The lowest score { $text } is that of the grade “{ $grade }” too
    .hint = Give each grade its own
    .what = Two grades have one lowest score.
    .why = At that score two grades would fit.
    .example = A and B both at 90
    .mend = Give each grade its own.

E231 = By rank only one share cap may be blank: { $grades }
    .hint = Fill in one of them
    .what = By rank, more than one share cap is blank.
    .why = A blank one takes the rest; only one can.
    .example = B and C both blank
    .mend = Leave one blank only.

E232 = The share caps add up to { $sum }, more than 100%
    .hint = Lower them
    .what = The share caps add up to more than 100%.
    .why = There would be more places than people.
    .example = 60% and 60%
    .mend = Lower them to 100% at most.

N233 = { $name } ({ $id }) is outside this period and was left out
    .what = A person's dates lie outside the period.
    .why = Who is not there is not scored.
    .example = Left on 31 October, period November
    .mend = Nothing to do, or correct the dates.

W233 = The lowest score of grade “{ $grade }” is { $text }: totals lie between 0 and 100; is { $times } times { $text } meant?
    .hint = Write a score, 90, and no 0.9 or 90%
    .what = The lowest scores of all grades are at most 10.
    .why = As it stands nearly everybody has the best grade, and coefficients and pay with it.
    .example = lowest scores 0.9, 0.8 and 0.6
    .mend = Write 90, 80 and 60.

W237 = { $why ->
        [turned] The coefficient { $text } of grade “{ $grade }” is above that of a better grade
       *[large] The coefficient of grade “{ $grade }” is { $text }: is it { $text }%?
    }
    .hint = { $why ->
        [turned] Look at the coefficients; nothing is to be done where they are right
       *[large] A coefficient is a factor: write 1.2 or 120%
    }
    .what = A grade's coefficient is above 10, or a worse grade has the larger one.
    .why = Pay is the base times the coefficient: 120 pays a hundred and twenty times.
    .example = coefficients 120, 100 and 80
    .mend = Write 1.2, 1 and 0.8 (or 120%, 100%, 80%).

E234 = The id “{ $id }” stands twice: { $name } and { $other } ({ $other-name })
    .hint = Correct the id or remove one row
    .what = One id belongs to two people, or a person stands twice.
    .why = Data find their person by id.
    .example = Two rows E001
    .mend = Correct the id or remove a row.

E235 = { $name } ({ $id }) holds two roles at once: { $roles }
    .hint = Give dates that do not overlap with { $other }
    .what = A person holds two roles on one day.
    .why = Roles are combined by days, which cannot overlap.
    .example = Two rows without dates
    .mend = Give each role its dates.

E236 = The person “{ $id }” leaves before arriving
    .hint = Check both dates
    .what = A person leaves before arriving.
    .why = The days cannot be counted.
    .example = From the 20th to the 10th
    .mend = Check both dates.

N237 = “{ $text }” is a total row and was left out
    .what = A row of totals, subtotals, means or counts was left out.
    .why = It would count as a person.
    .example = “Total 170 200”
    .mend = Nothing to do.

N238 = “{ $text }” was taken as a remark and left out
    .what = A remark below a table was left out.
    .why = It is no row of data.
    .example = “Note: from the help desk”
    .mend = Nothing to do.

E239 = The role “{ $role }” has no data sheet “{ $sheet }”
    .hint = { $has-nearest ->
        [yes] Is “{ $nearest }” meant?
       *[no] Add the sheet
     }
    .what = A role has people and no data sheet.
    .why = Nobody can be scored without data.
    .example = No sheet “Data-Support”
    .mend = Add the sheet or correct its name.

E240 = “{ $sheet }” has no rows
    .hint = Fill in rows below the header
    .what = A sheet that needs rows has only its header.
    .why = Nothing can be scored without them.
    .example = “Grades” with a header only
    .mend = Fill in rows below the header.

E241 = “{ $field }” stands twice with two values
    .hint = Keep one
    .what = A setting stands twice with two values.
    .why = It is open which one counts.
    .example = Two “Department”
    .mend = Keep one.

W242 = The sheet “{ $sheet }” was not read; its { $way ->
        [headings] headings are those of
        [beside] headings are those of the sheet that was read,
       *[name] name is nearly
    } “{ $nearest }”
    .hint = { $way ->
        [headings] If that sheet is meant, name it “{ $nearest }”
        [beside] If its rows are to count, put them into “{ $nearest }”
       *[name] If that sheet is meant, name it “{ $nearest }”; otherwise give it a name less like it
    }
    .what = A sheet's name is one character from that of a missing one, or its headings are that one's.
    .why = If it is misspelt, its contents do not count.
    .example = “Ajustments” for “Adjustments”
    .mend = Correct the name, or give it one less alike.

W243 = The column “{ $column }” was not read; its name is nearly “{ $nearest }”
    .hint = If that column is meant, name it “{ $nearest }”; otherwise nothing needs to be done
    .what = A column's name is one character from that of a missing one.
    .why = If it is misspelt, its contents do not count.
    .example = “Coeficient” for “Coefficient”
    .mend = Correct the header; leave another column as it is.

E244 = The score scale is “{ $scale }”, but { $count } rules are written for “{ $other }” ({ $cells })
    .hint = { $to ->
        [points] Set the score scale to “{ $other }”; if “{ $scale }” is meant, write points of at most weight × 100 in these rules
       *[percent] Set the score scale to “{ $other }”; if “{ $scale }” is meant, fill in “Full points” for each of these rules
     }
    .what = The points in the rules and the score scale do not go together: on the points scale the full points are weight × 100, on the percent scale 100.
    .why = With the wrong scale every score of everybody is far off.
    .example = The scale is “points”, and a KPI of weight 30% says “In proportion to the target, at most 120 points”
    .mend = Choose the score scale for which the rules were written.

W245 = All dates in the data are in { $month }, but the period is { $period }
    .hint = Please check the period; these rows were left out
    .what = Every date in the data is outside the period, and all lie in one month.
    .why = Last month's workbook was probably used again without changing the period or the data.
    .example = All dates in November, and the period says 2026-12
    .mend = Correct the period, or put this period's data in.

E246 = Everybody in the staff sheet is outside the period { $period }
    .hint = Please check the period; if it is right, check the dates From and To
    .what = Each person came after the period or left before it.
    .why = The year or the month is probably mistyped; without people there is nothing to score.
    .example = The period says 2016-11, and everybody came after 2020
    .mend = Correct the period or the dates.

W247 = Column { $column } has no header; its { $count } filled cells were not read
    .hint = Give it its header, or delete the column if it is not needed
    .what = A column within a table is filled and has no header.
    .why = Columns are known by their headers; without one its contents, units for instance, have no effect.
    .example = The header “Unit” of the KPI sheet was deleted
    .mend = Give the column its header; delete one that is not needed.

W248 = The column “{ $column }” is not read; it does not change the score
    .hint = { $table ->
        [kpis] If it is to count, say it in the scoring rule: “Proportional to achievement, at most 120 points; below 60%: no points”
        [staff] If it is to count, use the dates From and To, the sheet Goals or Adjustments
        [marks] How much a rater weighs is said with the KPI under Rated by: self 20% + manager 80%
        [goals] If it is to count, say it in the goal's target, weight or rule: “Full marks 80; deduct 2 points for every 1% below target”
        [adjustments] The points change the total; to change one KPI only, change its data or its rule
       *[data] If it is to count, enter it in Adjustments
     }
    .what = A column whose heading seems to decide points (a cap, a threshold, a factor, a bonus) is not read.
    .why = Whoever filled it in believes that it counts.
    .example = A column “Max points” with 80 in the sheet of KPIs
    .mend = Say it in the rule or in Adjustments; delete the column if it is not needed.

W249 = { $why ->
    [share] The target “{ $text }” has no % and is read as a share of one, beside steps of { $step }
   *[longer] The target “{ $text }” is one of { $months } months; months of this workbook: { $own }
 }
    .hint = { $why ->
        [share] Write it with a sign: 0.5% or 50%
       *[longer] Write the target of this period, and that of the longer one into the column of its own (Quarter target, Year target)
     }
    .what = A target is one of a longer time than the period, or a number below 1.5 under % beside far smaller steps.
    .why = Read as it stands it is many times too large.
    .example = 300 yuan/quarter in a workbook of a month; 0.5 beside “each 0.1 percentage points above: -5”
    .mend = Write the target of the period, with its % sign.

E250 = All dates in the data are in { $month }, but the period is { $period }: no row is left to count
    .hint = Please check the period; if it is right, put this period's data in
    .what = Every date in the data is outside the period, and all lie in one month; with these rows left out, people have no data at all.
    .why = Last month's workbook was probably used again without changing the period or the data.
    .example = All dates in November, and the period says 2026-12
    .mend = Correct the period, or put this period's data in.

N251 = { $count ->
        [one] A row is hidden or filtered out (row { $rows }) and counts all the same
       *[other] { $count } rows are hidden or filtered out (rows { $rows }) and count all the same
     }
    .hint = Delete those that must not count; show the others and check them
    .what = Rows of data are hidden or filtered out; they count like the others.
    .why = What is not seen is easily overlooked when the sheet is printed or checked.
    .example = A filter shows one team only, and all teams count
    .mend = Show the rows, clear the filter and check; delete rows that must not count.

N252 = { $count ->
        [one] A column is hidden ({ $columns }) and counts all the same
       *[other] { $count } columns are hidden ({ $columns }) and count all the same
     }
    .hint = Delete those that must not count; show the others and check them
    .what = Columns that are read are hidden; they count like the others.
    .why = What is not seen is easily overlooked when the sheet is printed or checked.
    .example = The column Refunds is hidden and still holds last month's figures
    .mend = Show the columns and check; delete those that must not count.

N253 = The sheet “{ $sheet }” is hidden and counts all the same
    .hint = Please show it and check it
    .what = A sheet that is read is hidden; it counts like the others.
    .why = What is not seen is easily overlooked.
    .example = The sheet Adjustments is hidden and still holds last month's bonuses
    .mend = Show the sheet and check it; delete what must not count.

E254 = The target “{ $target }” and the rule “{ $rule }” point in opposite directions
    .hint = { $good ->
        [lower] The target says that less is better, a proportional rule gives more for more: deduct per step above, score inversely, or write tiers
       *[higher] The target says that more is better, an inverse rule gives more for less: score in proportion, or write tiers
     }
    .what = The sign of the target says that less (or more) is better, and the rule gives points the other way round.
    .why = The worse would earn the more.
    .example = A return rate of ≤1% scored in proportion to achievement: 2% would earn 200 points
    .mend = Where less is better, deduct per step above the target, score inversely or write tiers; or correct the target's sign.
