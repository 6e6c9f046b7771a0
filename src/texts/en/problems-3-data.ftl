E301 = “{ $text }” is not a number
    .hint = Write a number, leave it blank, or write N/A
E302 = “{ $text }” is not in the column's unit “{ $unit }”
    .hint = Convert it, or write the number alone
E303 = “{ $column }” has numbers like 0.85 and like 85
    .hint = Write them alike, best with %
N304 = Numbers without % in “{ $column }” were read as { $reading ->
    [ratio] ratios (0.85 is 85%)
   *[percent] percent (85 is 85%)
 }
E305 = This formula was never calculated
    .hint = Open the workbook in Excel or WPS, save it and try again
E306 = This cell holds the error { $text }
    .hint = Mend its formula
E307 = “{ $text }” is too large or no number
    .hint = Check it
E308 = The date “{ $text }” cannot be read
    .hint = Write it as 2026-11-05
E309 = “{ $measure }” of { $id } is blank
    .hint = Fill it in, or write N/A where it does not apply
E310 = { $name } ({ $id }) has no row in “{ $sheet }”
    .hint = Add a row for this person
W311 = { $name } ({ $id }) has no row in “{ $sheet }”; treated as missing data
E312 = The staff sheet has no id “{ $id }”
    .hint = { $has-nearest ->
        [yes] Is “{ $nearest }” meant?
       *[no] Correct it, or add the person to the staff sheet
     }
E313 = { $name } ({ $id }) does not hold the role “{ $role }”
    .hint = Move the row to the right data sheet
W314 = The name of { $id } is “{ $text }” here and “{ $name }” in the staff sheet
    .hint = The id counts; please check
E315 = This row ({ $name }) has no id
    .hint = { $has-nearest ->
        [yes] Is “{ $nearest }” meant?
       *[no] Fill in the id
     }
E316 = A number of “{ $measure }” is merged over several rows
    .hint = Unmerge it and fill in each row
E317 = { $id } has two rows on { $date }: which is the last one for “{ $measure }”?
    .hint = Keep one, or correct a date
E318 = This row of { $id } has no date, others go to { $date }: which is the last one for “{ $measure }”?
    .hint = Fill in the date
W319 = The date { $date } is outside { $period }
    .hint = The row counts all the same; please check
E320 = “{ $text }” has more than { $decimals } decimals
    .hint = Shorten it, or raise the number of decimals
E321 = { $name } ({ $id }) has two calibrations
    .hint = Keep one
E322 = The rule does not name “{ $text }”
    .hint = It can be: { $labels }
E323 = The header “{ $text }” has another unit than the measure: “{ $unit }”
    .hint = Make them agree
E325 = “{ $text }” cannot be negative
    .hint = Write a positive number, or make it a penalty
E326 = “{ $text }” may be 0, blank or not applicable
    .hint = Write 0, leave it blank, or write N/A
