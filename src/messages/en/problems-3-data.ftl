E301 = { $kind ->
        [base] “{ $text }” can be no pay base
       *[other] “{ $text }” is not a number
     }
    .hint = { $kind ->
        [points] Write a number, such as 2; the kind says whether it is added or taken off
        [base] Enter a number from 0 up, such as 3000; leave it blank for whoever has no pay of this kind
        [grade] Write a number, or leave it blank if it is not used
       *[data] Write a number, leave it blank, or write N/A
     }
    .what = A cell holds something that is no number.
    .why = Taking it as 0 would change a score unseen.
    .example = “many”
    .mend = Write a number; leave it blank for no data, N/A where it does not apply.

E302 = “{ $text }” is not in the column's unit “{ $unit }”
    .hint = Convert it, or write the number alone
    .what = A number's unit is not the column's.
    .why = It would be wrong by that factor.
    .example = “90元” under the unit 单
    .mend = Convert it, or write the number alone.

E303 = “{ $column }” has numbers like 0.85 and like 85
    .hint = Write them alike, best with %
    .what = A percent column has numbers like 0.85 and like 85.
    .why = It is open what each one means.
    .example = 0.95 and 85
    .mend = Write them alike, best with %.

N304 = Numbers without % in “{ $column }” were read as { $reading ->
    [ratio] ratios (0.85 is 85%)
   *[percent] percent (85 is 85%)
 }
    .what = Tells how numbers without % were read.
    .why = A column is read in one way.
    .example = 0.95 and 0.85 as ratios
    .mend = Check it; add % where it is wrong.

E305 = This formula was never calculated
    .hint = { $column ->
        [formula] Write the formula as text here: leave out the =, or put an apostrophe (') before it
       *[data] Open the workbook in Excel or WPS (press F9 where it calculates by hand), save it and try again
     }
    .what = A formula has no saved value, only the 0 or blank of a program that does not calculate, or one from before its figures were changed.
    .why = Saved values are read; sheets are not recalculated.
    .example = =45*2 written by a program that does not calculate
    .mend = Open and save it in Excel or WPS.

E306 = This cell holds the error { $text }
    .hint = { $column ->
        [formula] Write the formula as text here: leave out the =, or put an apostrophe (') before it
       *[data] Mend its formula
     }
    .what = A cell holds an error value.
    .why = It is no datum.
    .example = #DIV/0!
    .mend = Correct the formula or write the number.

E307 = “{ $text }” is too large or no number
    .hint = Check it
    .what = A number is too large, or none.
    .why = It cannot be calculated exactly.
    .example = 1E+300
    .mend = Check the number.

E308 = The date “{ $text }” cannot be read
    .hint = Write it as 2026-11-05
    .what = A date cannot be read.
    .why = Days and latest values rest on dates.
    .example = “early in the month”
    .mend = Write it as 2026-11-05.

E309 = “{ $measure }” of { $id ->
    [blank] this row
   *[other] { $id }
 } is blank
    .hint = Fill it in, or write N/A where it does not apply
    .what = A value that a KPI needs is blank.
    .why = A blank is neither 0 nor N/A.
    .example = “Solved” is blank
    .mend = Write a number or N/A, or choose in the settings what a blank means.

E310 = { $name } ({ $id }) has no row in “{ $sheet }”
    .hint = Add a row for this person
    .what = A person of the staff sheet has no data row.
    .why = Nobody can be scored without data.
    .example = No row for E002
    .mend = Add the row; write N/A for what does not apply.

W311 = { $name } ({ $id }) has no row in “{ $sheet }”; treated as missing data
    .what = A person has no data; the settings allow it.
    .why = Somebody may have been forgotten.
    .example = Missing data: exclude
    .mend = Check that nobody was forgotten.

E312 = The staff sheet has no id “{ $id }”{ $rows ->
        [many] {" "}({ $count } rows)
       *[one] {""}
     }
    .hint = { $has-nearest ->
        [yes] Is “{ $nearest }” meant?
       *[no] Correct it, or add the person to the staff sheet
     }
    .what = An id of the data is not in the staff sheet.
    .why = It is open whose data they are.
    .example = E020 for E002
    .mend = Correct the id or add the person.

E313 = { $name } ({ $id }) holds the role “{ $own }”, and the data stand in the sheet of “{ $role }”{ $rows ->
        [many] {" "}({ $count } rows)
       *[one] {""}
     }
    .hint = Move them to the data sheet of “{ $own }”; if the role is wrong, correct the staff sheet
    .what = Data of a person who does not hold the role.
    .why = Each role's data are calculated apart.
    .example = A lead in “Data-Support”
    .mend = Move the row to the right sheet, or correct the staff sheet.

W314 = The name of { $id } is “{ $text }” here and “{ $name }” in the staff sheet{ $rows ->
        [many] {" "}({ $count } rows)
       *[one] {""}
     }
    .hint = The id counts; please check
    .what = A name differs from the staff sheet.
    .why = The id counts, and it may be the wrong one.
    .example = “Jon” for “John”
    .mend = Check id and name.

E315 = { $name ->
        [blank] This row has no id
       *[other] This row ({ $name }) has no id
     }
    .hint = { $has-nearest ->
        [yes] Is “{ $nearest }” meant?
       *[no] Fill in the id
     }
    .what = A data row has no id.
    .why = Names may be alike; data find people by id.
    .example = A row with a name only
    .mend = Fill in the id.

E316 = A number of “{ $measure }” is merged over several rows
    .hint = Unmerge it and fill in each row
    .what = A number is merged over several rows.
    .why = It is open what each row has.
    .example = One cell for two people
    .mend = Unmerge it and fill in each row.

E317 = { $id } has two rows on { $date }: which is the last one for “{ $measure }”?
    .hint = Keep one, or correct a date
    .what = The latest date has two rows.
    .why = It is open which one is the last value.
    .example = Two rows of 5 November
    .mend = Keep one or correct a date.

E318 = This row of { $id } has no date, others go to { $date }: which is the last one for “{ $measure }”?
    .hint = Fill in the date
    .what = Some rows of a person have dates, one has none.
    .why = It is open which row is the latest.
    .example = 5 November and a blank
    .mend = Fill in the date.

W319 = The date { $date } is outside { $period }
    .hint = The row was left out; please check the date
    .what = A row's date is outside the period.
    .why = It may be last month's.
    .example = 1 December in November's workbook
    .mend = Check the date; the row was left out.

E320 = “{ $text }” has more than { $decimals } decimals
    .hint = Shorten it, or raise the number of decimals
    .what = Points have more decimals than scores.
    .why = Totals have a fixed number of decimals.
    .example = 1.005
    .mend = Write fewer decimals, or raise the setting.

E321 = { $name } ({ $id }) has two calibrations
    .hint = Keep one
    .what = A person has two calibrations.
    .why = A calibration is the total; there can be one.
    .example = 90 and 91
    .mend = Keep one.

E322 = The rule does not name “{ $text }”
    .hint = It can be: { $labels }
    .what = A word is not in the scoring rule.
    .why = It gives no points.
    .example = “great” where the rule has none
    .mend = Write a word of the rule.

E323 = { $kind ->
    [marks] The header “{ $text }” names a scale, but marks here lie in { $unit }
    [points] The header “{ $text }” says “{ $unit }”; adjustments are points
   *[unit] The header “{ $text }” has another unit than the measure: “{ $unit }”
 }
    .hint = { $kind ->
        [marks] Mark within { $unit } and take the scale out of the header, or say the scale in the scoring rule: “marks out of 5”
        [points] Enter the points to be added or deducted and take “{ $unit }” out of the header
       *[unit] Write one unit in the header and in the measures sheet, and the numbers in that unit
     }
    .what = A header's unit is not the measure's.
    .why = Numbers would be wrong by that factor.
    .example = “Solved(元)” under 单
    .mend = Make the two agree.

E324 = The header “{ $column }” says “{ $said }”: that is no figure of this period
    .hint = If it is, take “{ $said }” out of the header; if not, add this period's column
    .what = The words in a header's brackets tell of another figure: another month, a target, a rank.
    .why = Read as this period's actual figure, it would give a wrong score.
    .example = The period is 2026-11 and the header “Solved (Oct)”
    .mend = Add this period's column, or put the header right.

E325 = “{ $text }” cannot be negative
    .hint = Write a positive number, or make it a penalty
    .what = A bonus or calibration is below 0.
    .why = Deductions have a kind of their own.
    .example = bonus -1
    .mend = Choose penalty and write a positive number.

E326 = “{ $text }” may be 0, blank or not applicable
    .hint = Write 0, leave it blank, or write N/A
    .what = A lone hyphen.
    .why = It can be 0, blank or N/A.
    .example = “-”
    .mend = Write 0, leave it blank, or write N/A.

E327 = The columns “ID” and “Name” seem to be swapped
    .hint = Swap the two headers, or the contents of the two columns
    .what = The column of ids holds names, and the column of names holds ids.
    .why = Nobody is found by id, so that the sheet cannot be scored.
    .example = The headers say “ID, Name”, and below stands “John Smith, E001”
    .mend = Swap the headers or the contents.

W329 = This row's “{ $column }” says “{ $text }”; that column is not read, and the row counts{ $rows ->
        [one] {""}
       *[many] { " " }({ $count } rows)
    }
    .hint = Delete rows that are not to count; if they are, nothing needs changing
    .what = A row says in a column that is not read that it is void or not to count.
    .why = It counts all the same, so the score may be wrong.
    .example = A column “Status” in a data sheet, with “void” in one row
    .mend = Delete the rows that are not to count, or move them to another sheet.

N330 = The column “{ $column }” is read in { $unit }, { $own ->
        [blank] as Measures gives no unit
       *[other] not in the { $own } of Measures
     }
    .what = A heading of the data sheet, the row under it or a line “Unit: …” above the table names another unit than Measures.
    .why = Whoever fills in sees the data sheet's unit, so it counts; it is converted wherever it is used.
    .example = 元 in Measures, “Sales (万元)” in the data sheet
    .mend = Nothing, if the heading is right; else correct the unit in it.

E340 = All rows of { $name } ({ $id }) are dated outside the period or the person's days
    .hint = { $rows ->
        [one] The row's date is { $date }; check it, or put this period's data in
       *[many] { $count } rows, the first of { $date }; check the dates, or put this period's data in
     }
    .what = Every row of a person is dated outside the period, or before the person came or after the person left: none counts.
    .why = Without them the person has no data; most often the month is wrong.
    .example = November's workbook, and the only row of Zhang San says 5 October
    .mend = Correct the dates, or put this period's data in.

W341 = { $why ->
        [absent] { $name } ({ $id }) is not here in this period; the data were left out
       *[days] { $date } is none of the days of { $name } ({ $id }) in the role; the row was left out
     }
    .hint = { $why ->
        [absent] { $rows ->
            [one] Check the dates From and To in the staff sheet
           *[many] { $count } rows; check the dates From and To in the staff sheet
         }
       *[days] The days are { $days }; please check the date
     }
    .what = A row is dated before its person came or after the person left, or the person is not here in the whole period.
    .why = Days in which somebody was not here are not appraised; or the date is wrong.
    .example = Li Si left on 20 November, and a row says 25 November
    .mend = Check the row's date and the dates in the staff sheet; the row was left out.

W342 = This row of { $name } ({ $id }) is the same as that at { $other }
    .hint = { $rows ->
        [one] Both count; if it was pasted twice, delete one
       *[many] { $count } rows are the same, and all count; if they were pasted twice, delete what is too many
     }
    .what = Two rows have the same id, date and values.
    .why = Most often they were pasted twice, and the sum is too large.
    .example = Zhang San, 5 November, sales 12000, in two rows
    .mend = Check; delete the double, or leave it where it happened twice.

W343 = { $why ->
        [absent] { $name } ({ $id }) is not here in this period; this adjustment was left out
        [left-out] { $name } ({ $id }) is not appraised in this period; this adjustment was left out
        [days] This adjustment's date { $date } is none of the days of { $name } ({ $id })
       *[period] This adjustment's date { $date } is outside { $period }
     }
    .hint = { $why ->
        [absent] Check the dates From and To in the staff sheet
        [left-out] To appraise the person, empty “Appraised” in the staff sheet; otherwise delete this row
       *[other] It counts all the same; please check
     }
    .what = An adjustment is dated outside the period, or outside its person's days.
    .why = It may be last month's.
    .example = A bonus of 8 October in November's workbook
    .mend = Check the date; delete what must not count.

W344 = This adjustment of { $name } ({ $id }) is the same as that at { $other }{ $dates ->
        [half] , and only one has a date
       *[same] {""}
    }
    .hint = Both count; if it was entered twice, delete one
    .what = Two adjustments have the same person, kind, points and reason, and the same date or none in one of them.
    .why = Most often it was entered twice, and counts twice.
    .example = Zhang San, bonus 2, “praised by a customer”, in two rows
    .mend = Check; delete the double, or leave it where it happened twice.

W361 = { $why ->
    [money] { $name } ({ $id }) has { $points } points here, and the reason speaks of money: “{ $text }”
    [month] This adjustment of { $name } ({ $id }) has no date, and its reason says “{ $text }”; it counts in this period
   *[sign] This adjustment of { $name } ({ $id }) is a { $kind ->
        [bonus] bonus
       *[penalty] penalty
    }, and its reason says “{ $text }”
 }
    .hint = { $why ->
        [money] It counts as points; money is not entered in Adjustments: write the points to be added or deducted
        [month] Delete the row if it is another month's; if it is to count now, give it a date of this period
       *[sign] It counts as its kind says; put the kind or the reason right
     }
    .what = The reason of an adjustment does not fit its kind, its points or the period.
    .why = With money as points, a deduction as a bonus or last month's event the total is wrong.
    .example = A bonus of 3 whose reason is “late, deduct 3 points”
    .mend = Put the kind, the points or the reason right; delete what is not to count now.

W362 = { $why ->
    [department] This row's “{ $column }” says “{ $text }”, which is not this department{ $count ->
        [one] {""}
       *[other] { " " }({ $count } rows)
    }; the person is scored
    [probation] This row's “{ $column }” says “{ $text }”; that column is not read, and the person counts like everybody
   *[days] This row's “{ $column }” says “{ $text }”; that column is not read, and the person counts for the whole period
 }
    .hint = { $why ->
        [department] Delete the rows of people of other departments; otherwise nothing needs changing
        [probation] Say probation in the column Appraised
       *[days] Enter the day under From or To; if the person was there all the time, nothing needs changing
     }
    .what = A column of the staff sheet that is not read tells of somebody who came, moved or is on probation, or of another department.
    .why = Without dates a person counts for the whole period, so targets, days and pay may be wrong.
    .example = “Joined on 16 Nov” in the notes, and From is blank
    .mend = Enter days under From and To, and probation under Appraised; delete people who are not scored here.

W363 = { $name } ({ $id }) is calibrated to { $points }; the calculated total is { $total }
    .hint = A calibration is the total itself; to add or deduct points use a bonus or a penalty, and calculate a total with its factor first
    .what = A calibration is at most a tenth of the total that it replaces.
    .why = Most often it is what was to be added, or a factor.
    .example = A total of 90 was to be raised by 2, and the calibration says 2
    .mend = Enter the total after the calibration (92), or a bonus.

W364 = The pay of { $name } is { $amount }, ten times the base of { $base } or more{ $count ->
        [one] {""}
       *[other] { " " }({ $count } people)
    }
    .hint = { $by ->
        [total] If totals are out of 100, write “{ $formula }/100”; if the base is money per point, nothing needs changing
       *[other] Check the formula of pay, “{ $formula }”
     }
    .what = The formula of pay makes ten times the base and more.
    .why = A total of 95 counts 95-fold.
    .example = The formula “base*total” with a base of 1,000 and a total of 95
    .mend = Write “base*total/100”.

W350 = Above the table it says “{ $text }”; the period is { $period }
    .hint = If the data are of this period, mend the title; if they are of another month, put in this one's
    .what = A title above a table of data names another month.
    .why = Most often last month's sheet was used again and its title forgotten, perhaps its data too.
    .example = The period is 2026-11, and above the data it says “Sales October 2026”
    .mend = Mend the title, or put in the data of the period.

W353 = { $count ->
        [one] One cell here is struck out and counts
       *[other] { $count } cells here are struck out and count
    }
    .hint = Empty what must not count or delete its row; take the stroke away where it counts
    .what = Cells that are read have a font that strikes them out.
    .why = What is struck out is seldom meant to count, and it counts.
    .example = A row of data is struck out because it was cancelled
    .mend = Empty or delete what must not count; take the stroke off the rest.

W354 = “{ $measure }” is added up, and { $count ->
        [one] one person has
       *[other] { $count } people have
    } more than one row: { $why ->
        [rate] shares and prices have no sum
       *[repeated] each row holds the same figure, and the sum is a multiple of it
    }
    .hint = { $why ->
        [rate] Write mean as its aggregate in the sheet of measures, or fill in what is divided by what
       *[repeated] Write last or max as its aggregate in the sheet of measures; nothing is to be done where it is to be added up
    }
    .what = A rate, or a target that each row repeats, is added up over a person's rows.
    .why = Two days of 90% become 180%, and a month's target of 100 on two rows becomes 200.
    .example = The measure Conversion is in %, its aggregate is sum, and somebody has two rows
    .mend = Change the aggregate: mean for rates, last for a target that is repeated.

W357 = Below blank rows the { $count } people from { $other } on stand once more, and both blocks were added
    .hint = Where the lower block is last month's, a draft or a copy, delete it or move it to another sheet; nothing is to be done where both count
    .what = In a data sheet the same people stand again below blank rows, one row each.
    .why = Both blocks count, so that sums are doubled.
    .example = rows 2 and 3 are E001 and E002, and after two blank rows they stand there again
    .mend = Delete the block that does not count; where both do, add a column with the date or the month.

E345 = The calibration of { $name } ({ $id }) has no reason
    .hint = Say in Reason why the total is calibrated
    .what = A calibration has no reason.
    .why = It decides the total by itself; without a reason nobody can explain it.
    .example = Calibration 95, and Reason is blank
    .mend = Fill in the reason.

E346 = { $why ->
        [below] “{ $text }” is below 0, which no mark is
       *[above] “{ $text }” is above the scale's { $scale }
     }
    .hint = { $has-scale ->
        [yes] Write a number from 0 to { $scale }
       *[no] Write 0 or a positive number
     }
    .what = A mark lies above its scale, or below 0.
    .why = 47 is no mark out of 5; most often the decimal point is missing.
    .example = Satisfaction 47 where the scale is 5
    .mend = Correct the cell.

E347 = “{ $text }”: a count of events or people is never below 0
    .hint = Write 0 or a positive number
    .what = A number that counts events, people or things is negative.
    .why = Nothing happens less than 0 times.
    .example = -2 complaints
    .mend = Correct the cell.

E331 = The cell { $seen ->
        [blank] looks blank
       *[other] shows “{ $seen }”
     } and holds { $number }
    .hint = Set the cell's format to General, check the number and save
    .what = The cell's number format shows another figure than the cell holds.
    .why = What is seen and what is calculated with would differ, and nobody would notice.
    .example = The format #,##0, shows 32000 as 32; the format 0"元" in a column of 万元
    .mend = Set the format to General: what is seen then is what counts. Correct it where it is wrong.

E332 = “{ $text }” is above 1000%
    .hint = The cell was probably given a percent format before a whole number was written; for 88% write 0.88 or 88%
    .what = A cell with a percent format holds more than 10 (1000%).
    .why = 88 that a program writes, or somebody pastes, into a cell of percentages is 8800%, a hundred times too much.
    .example = 8800% in a column of rates
    .mend = Write the percentage that is meant; if it really is above 1000%, write it as text.

W333 = “{ $text }” is above 1000%
    .hint = Check it; nothing to do if it is right
    .what = A percentage above 1000% was typed.
    .why = More often than not, a % or a few zeros too many.
    .example = A rate of 8800%
    .mend = Check and correct it; nothing to do if it is right.

N334 = The cell holds { $number } and shows “{ $seen }”: read as it is shown{ $unit ->
        [blank] {""}
       *[other] {" "}(unit: { $unit })
     }
    .what = A number format adds a unit or a percent sign; the number is read as it is seen.
    .why = Whoever filled in saw the number that is shown.
    .example = Under 万元 a format shows 32000 as 3.2万: read as 3.2 万元
    .mend = Nothing if it is right; else set the format to General and check.

N335 = { $count ->
        [one] A cell holds
       *[other] { $count } cells hold
     } invisible letters, which are left out: { $cells }
    .what = Letters such as zero-width spaces stand within the text of cells.
    .why = Copying from web pages and chats brings them along; without them, ids and names that look the same are the same.
    .example = A zero-width space between “E0” and “01”
    .mend = Nothing; type the cell anew to be rid of them.

E336 = “{ $text }” holds a letter that turns text around, so that something else is seen than it holds
    .hint = Clear the cell and type it anew
    .what = A control letter shows what follows from right to left: 123 is seen as 321.
    .why = What is seen and what is read differ; neither can be relied on.
    .example = An id with U+202E before it
    .mend = Clear the cell and type its contents anew, without pasting.
