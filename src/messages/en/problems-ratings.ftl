E328 = This rating workbook is locked, and { $why ->
        [untried] its name does not say whose it is; there are too many passwords to try them all
       *[none] none of the passwords in the sheet Staff opens it
    }
    .hint = { $why ->
        [untried] Give the file the name that it was sent with, or one with the rater's ID or name in it (Rating_E001_Zhang San_2026-11.xlsx), and collect again
       *[none] Ask the rater for the password, open the file, remove the password and put it back; or correct the rater's password in the sheet Staff
    }
    .what = A rating workbook that came back opens with a password: with none of those in the sheet Staff, or its name names nobody and not all of them were tried.
    .why = A locked file does not tell whose it is. A try takes a twentieth of a second, and many files times many passwords take very long, so the file's name decides what is tried first, and the rest is limited.
    .example = Sixty raters send their workbooks back as “reply 1.xlsx”, “reply 2.xlsx” and so on.
    .mend = Put the rater's ID or name into the file's name. Where the password was changed, have it removed, or enter the present one in the sheet Staff.

E740 = This is no rating workbook that was sent
    .hint = Move it out of the folder of answers; if it is one, fill in the very file that was sent and send the whole file back
    .what = A workbook among the answers was not written by `ratings send`, or only one of its pages is left.
    .why = Nobody can tell who marks whom in it, and passing it over would leave a rater out.
    .example = A rater copies the table into a workbook of their own and sends that.
    .mend = Move what is something else; where it is a copy, have the marks entered in the file that was sent.

E741 = This rating workbook is of another { $why ->
    [period] period, { $found }
   *[department] department, { $found }
 }; here it is { $wanted }
    .hint = Move it away and put in that of this department and period
    .what = A rating workbook that came back belongs to another department or period.
    .why = Last month's marks taken for this month's give wrong scores that look right.
    .example = A rating workbook of October lies among those of November.
    .mend = Move the file away; where the rater filled in the wrong one, send that of this period again.

E742 = { $why ->
    [rater] The rater reads “{ $found }”; sent was “{ $sent }”
    [name] The name reads “{ $found }”; sent was “{ $sent }”
    [person] The name is “{ $found }”, and in the department workbook this ID is now “{ $sent }”
    [twice] “{ $found }” has two rows
    [kpi] The KPIs' order or names were changed: now “{ $found }”, sent was “{ $sent }”
    [gone] A row that was sent is gone: { $sent }
   *[row] This cell reads “{ $found }”; sent was “{ $sent }”
 }
    .hint = Put it back as it was sent, or send a fresh one to the rater
    .what = What tells people and KPIs in a rating workbook is not as it was sent.
    .why = With another ID, name or category the marks would be somebody else's.
    .example = A rater takes the protection off and makes E003 of E002.
    .mend = Put it back; where nobody is sure, have a fresh one filled in.

E743 = { $why ->
    [rater] { $rater } marks nobody in this department
   *[row] { $rater } is not asked to mark { $name } as “{ $category }”
 }
    .hint = Look at Manager in Staff and at Raters; where they were changed since, send the rating workbooks again
    .what = A rating workbook marks somebody whom its rater is not to mark by the department workbook.
    .why = Marks of those who are not to give any change the mean.
    .example = Liu Yang got another manager after the workbooks were sent.
    .mend = Where the list is right, move the file away and send one to who marks now; where it is wrong, mend it and collect again.

E744 = { $rater } gives { $name } two different answers for “{ $kpi }”{ $private ->
    [yes] , in two files
   *[no] : { $here }, and { $there } in another file
 }
    .hint = The other one stands in { $file } at { $cell }; ask, and keep one file
    .what = One rater sent two workbooks back, and some marks differ.
    .why = Which one counts is not for the program to guess.
    .example = 85 in “Rating_E001.xlsx”, 90 in “Rating_E001(1).xlsx”.
    .mend = Keep the one that the rater confirms and move the other away.

E745 = This cell already holds { $rater }'s mark of { $name } for “{ $kpi }”{ $private ->
    [yes] , and what came back is another
   *[no] : { $there }; what came back is { $given }
 }
    .hint = Clear this cell where the answer is right; move or mend the answer where the cell is
    .what = The department workbook already holds another mark of this rater.
    .why = A mark that stands there is not to be replaced in silence.
    .example = 85 was typed in by hand for the manager, and the workbook that came back says 80.
    .mend = Find out which one is right, change the other and collect again.

W746 = { $why ->
    [blank] What came back is blank from
   *[none] Nothing came back yet from
 } { $count } raters: { $raters }
    .hint = Remind them; collect again when it is there
    .what = A rater sent nothing back, or a blank workbook.
    .why = What lacks is treated as the setting Missing data says: an error, or zero.
    .example = 38 of 40 raters have answered.
    .mend = Have it filled in, put it into the same folder and collect again.

W747 = { $rater } has not marked { $name } ({ $category }): { $kpis }
    .hint = Have it completed; “N/A” where the rater can't tell
    .what = A rating workbook is filled in partly.
    .why = A blank is left out of the mean; where all are blank, Missing data decides.
    .example = 11 of 12 people are marked.
    .mend = Have the rest filled in and collect again.

W748 = { $why ->
    [several] Staff has several people called “{ $manager }”: which one is { $name }'s manager?
    [joined] The manager “{ $manager }” is more than one person: who marks { $name }?
    [self] { $name } is given as their own manager
    [differs] ID and name of the manager “{ $manager }” are two people: who marks { $name }?
   *[blank] { $name } has no manager, so that nobody gets their manager's rating
 }
    .hint = Enter one name or ID under Manager, or a row in Raters: rater, marked ID, category “manager”
    .what = Who somebody's manager is cannot be told.
    .why = A manager who is guessed wrong marks people who are not theirs.
    .example = Two people are called Zhang Wei, and Manager says Zhang Wei.
    .mend = Enter the ID (E007), or “Zhang Wei (E007)”; for somebody outside the list the name.

N749 = The rater “{ $name }” is not in Staff and gets a workbook by name
    .hint = { $has-nearest ->
        [yes] Is it “{ $nearest }”?
       *[no] Nothing to do for somebody outside the department
     }
    .what = A manager or a rater of Raters is not in Staff.
    .why = It may be somebody outside the department, or a slip in the name.
    .example = The head's manager is the general manager.
    .mend = Nothing for people outside the department; mend a name or ID that is wrong.

W750 = { $why ->
    [sheet] “{ $category }” marks some KPIs, and there is no sheet “{ $sheet }” that says who they are
   *[row] Nobody is named to mark { $name } as “{ $category }”
 }
    .hint = Enter in “{ $sheet }”: rater ID, rater, marked ID, category; a row for each pair
    .what = Who marks as peer, report, customer or panel stands in the sheet Raters.
    .why = Without it no workbook can be sent, and these marks lack.
    .example = Peers mark teamwork, and nothing says who is whose peer.
    .mend = Add the sheet Raters with a row for each rater and person.

E751 = { $why ->
    [several] Staff has several people called “{ $name }”: { $other }
    [name] ID { $id } is { $other }, not “{ $name }”
    [id] In Staff the ID of “{ $name }” is { $other }, not { $id }
    [nameless] The rater { $id } is not in Staff and has no name
    [own] { $name } can't mark themselves as “{ $category }”
    [self] “{ $category }” is the person themselves, not { $name }
   *[blank] There is no rater
 }
    .hint = Mend the rater's ID or name; self-ratings need no row
    .what = A row of Raters does not say who marks whom.
    .why = Such a row can't be sent, and a guess would let the wrong person mark.
    .example = Rater ID E003, rater “Li Si”, and E003 is Wang Wu.
    .mend = Let ID and name be one person; where two share a name give the ID; outside the department the name.

E752 = No KPI is marked by people: there is nothing to send
    .hint = Name who marks under Marked by in KPIs, for example “self 20% + manager 80%”
    .what = No KPI names anybody who marks it.
    .why = Where nothing is to be marked there is no rating workbook.
    .example = `ratings send` for a department that is scored from data alone.
    .mend = Leave the command where nobody marks; else name who does.

E753 = { $out } could not be opened: its name must end in { $ending }
    .hint = Let the name behind -o end in { $ending }
    .what = The copy's ending is not that of the department workbook's kind.
    .why = Excel opens no workbook with macros as .xlsx, and none without them as .xlsm.
    .example = ratings collect department.xlsm answers -o new.xlsx
    .mend = Give the copy the ending of the workbook.

E754 = The marks can't be written into the department workbook ({ $cell }): { $why ->
    [format] only .xlsx and .xlsm take them and stay otherwise as they are
    [formula] the cell holds a formula
    [text] a text can't stand in a cell
   *[other] the file is written unusually, and the rest might not stay as it is
 }
    .hint = { $why ->
        [format] Save it as .xlsx in Excel or WPS and run it again
        [formula] Clear the cell and run it again
       *[other] Open the department workbook in Excel or WPS, save it as .xlsx and run it again
     }
    .what = A place that takes marks can't be changed alone.
    .why = Nothing else may change when marks are written; where that can't be had, nothing is written.
    .example = The department workbook is an .xls.
    .mend = Save it as .xlsx; have no formulas in cells that take marks.
