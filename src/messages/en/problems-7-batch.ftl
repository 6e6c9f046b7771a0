E701 = { $department } { $period } stands in two files: { $other }
    .hint = One department and period can have one workbook only. Keep the right one, move the other away, run again.
    .what = Two workbooks of this batch name the same department and the same period.
    .why = The program does not guess which one counts, so it works on neither: pay must not rest on the wrong data.
    .example = “November.xlsx” and “November-fixed.xlsx” are both Live Commerce 2026-11.
    .mend = Keep the right one and move the other to another folder; if they are different months, correct Period on the sheet Appraisal.
E702 = There is no such file or folder
    .hint = Check the path and the file name, its ending (.xlsx) and blanks.
    .what = The path on the command line does not exist.
    .why = Without a file there is no data to read.
    .example = scorebook run Nov.xlsx, while the file is called “November.xlsx”.
    .mend = Drag the file into the command window: its path is filled in for you.
E703 = This folder holds no workbook
    .hint = Formats that can be read: .xlsx, .xlsm, .xls and .ods.
    .what = The folder, with the folders in it, holds no workbook that can be read.
    .why = Without a workbook there is nothing to score.
    .example = The folder holds pictures only, or the workbook is still inside a zip file.
    .mend = Put the department workbook into this folder; unpack zip files first.
N704 = Written by Scorebook itself; skipped
    .what = This workbook is a summary or a score sheet that this program wrote, not a department workbook to score.
    .why = Where results and data share a folder, results must not be taken for data.
    .example = The summary workbook lies in the same folder as the department workbook.
    .mend = Nothing to do. To score again, use the department workbook that was filled in.
E705 = Nobody in the workbook has the ID or the name “{ $id }”
    .hint = Similar: { $nearest }
    .what = The ID or name asked for is not on the staff list, or the person is not in this period.
    .why = Only people who are scored in this period have a score to explain.
    .example = scorebook why Nov.xlsx --id E01, while the list says E001.
    .mend = Look the ID or the name up on the sheet Staff and run again.
E706 = { $name } has no KPI "{ $kpi }"
    .hint = Their KPIs are: { $known }
    .what = The KPI that was asked for is not in this person's role.
    .why = Only KPIs that a person is appraised on have a score to explain.
    .example = --kpi Sales, while the KPI is called "Sales achievement".
    .mend = Choose one of the KPIs in the hint, or leave out --kpi to see all.
E710 = { $out } is no place for output: { $kind ->
        [archive] the archive
        [inbox] the drop folder
       *[input] the input
    } { $path } { $how ->
        [same] is that very place
        [inside] holds it
       *[around] lies in it
    }
    .hint = Choose a place apart from archive, drop folder and inputs, such as -o results
    .what = The place to write to is, lies in or holds an archive, a drop folder or an input.
    .why = Writing results replaces what is in a folder; beside the original data it could destroy the archive or the data.
    .example = scorebook run Nov.xlsx -o archive --archive archive
    .mend = Name a folder of its own with -o, such as -o results; archive and drop folder have theirs.
E711 = { $folder } holds the results of “{ $other }”, so those of “{ $department }” can't go there
    .hint = If it is one department, write its name as before; if they are two, choose another folder with -o
    .what = Two departments' names become one folder name (they differ in signs, case or width only), or a department's name is written in another way for the same period.
    .why = Replacing the folder would destroy the other department's results.
    .example = “a/b” was scored first, then “a_b”: both folders are called a_b.
    .mend = Give each department a folder for results of its own, or run both at once; correct Department on the sheet Appraisal where it is mistyped.
E712 = { $folder } holds what this program did not write ({ $count }): { $files }
    .hint = Move it to another folder and run again, or choose another folder for results with -o
    .what = The folder of results is replaced as a whole, and somebody put files, folders or links into it.
    .why = They would be gone.
    .example = Notes of a talk were saved in “results/Live Commerce/2026-11”.
    .mend = Move your own files elsewhere and run again. Keep only what this program writes in a folder of results.
E713 = { $count } results in { $folder } were changed after they were written: { $files }
    .hint = They may hold comments; move the changed files to another folder and run again, or choose another folder for results with -o
    .what = Results that are to be replaced are not as they were written: somebody opened one, filled in comments and saved.
    .why = What was filled in would be gone.
    .example = The manager wrote comments into a score sheet, and the month was scored again afterwards.
    .mend = Move the changed files elsewhere (their comments can be copied into the new score sheets) and run again.
E714 = { $path } exists and is not known to be this program's; it was not overwritten
    .hint = Choose another name, or move the file away first; where it is really to be overwritten, `new` takes --force
    .what = A file (or folder, or link) stands where one is to be written, and this program did not write it, or somebody saved it since.
    .why = What it holds would be gone.
    .example = scorebook check Nov.xlsx --issues salaries.xlsx, and that file holds salaries.
    .mend = Choose a name that is not in use.
E715 = { $kind ->
        [folder] This is a folder, not a workbook's file
        [link] This is a link, not a workbook's file
        [pipe] This is a pipe, not a workbook's file
        [socket] This is a socket, not a workbook's file
       *[device] This is a device, not a workbook's file
    }; it was not read
    .hint = Use the file itself that Excel or WPS saved
    .what = The path leads to no ordinary file: a pipe, a device, a folder named like a workbook; in a drop folder links are not read either.
    .why = Reading from these may never end, and a link may lead to other people's files.
    .example = scorebook check /dev/zero
    .mend = Put the workbook's file itself there.
E716 = { $path } can't be a folder that the watch works in: { $reason ->
        [link] it is a link
        [file] it is a file
       *[owner] it belongs to another user
    }
    .hint = Move it away or rename it, then start the watch again: it makes this folder itself
    .what = The folders of a watch (processed, returned, results and the hidden one it works in) must be made by the user who runs it, and be no links.
    .why = Others could make the program write elsewhere, or replace files that are being worked on.
    .example = Somebody made “returned” a link to another folder.
    .mend = Move the link or folder away; where you made it under another account, run the watch under that one.
E717 = It took longer than { $seconds } seconds and was given back
    .hint = Remove sheets, rows and contents that are not needed and put it in again; for a workbook that is really so large, the one who runs the watch can raise --limit
    .what = The workbook took longer than the watch gives to each file.
    .why = One slow file must not keep all other departments waiting.
    .example = Hundreds of thousands of rows that nobody needs were pasted into the workbook.
    .mend = Keep what this month needs. A department's workbook usually takes a second or two.
E718 = { $department ->
        [none] Put the workbook into your department's own subfolder; nothing is taken here
       *[other] This folder takes workbooks of “{ $allowed }” only, and this one is “{ $department }”
    }
    .hint = Subfolders that take workbooks: { $folders }
    .what = The watch was told that each department hands in through its own subfolder only.
    .why = So no office can write another one's results and archive.
    .example = The finance workbook was put into the folder “Sales”, which takes Sales only.
    .mend = Put it into your department's subfolder; correct Department on the sheet Appraisal where it is mistyped.
E720 = No table or list of KPIs was found
    .hint = A table needs headings such as “KPI, Weight, Scoring rule”; a text needs lines such as “Sales: what it means, weight 40%”.
    .what = The file holds no table with KPIs and no text that names KPIs with their weights.
    .why = What is no KPI cannot become one, and nothing is made up.
    .example = The file is a list of addresses, or the table in it is a picture.
    .mend = Give the table headings, or type what the picture shows, and run it again.
E721 = No role is named ({ $at } “{ $kpi }”)
    .hint = Name it in the title (“Sales Manager KPI scorecard”), as the sheet's name, in a column “Role”, or add --role "Sales Manager".
    .what = Neither title nor sheet nor column tells whose KPIs these are.
    .why = Every KPI of a department workbook belongs to a role, and roles are not made up.
    .example = The title is “Employee performance appraisal” and the sheet is Sheet1.
    .mend = Change the title to “Sales Manager performance appraisal”, or add --role "Sales Manager".
E722 = “{ $kpi }” of { $role } is said in two ways: { $first } and { $second }
    .hint = Keep the table that counts, or make both say the same.
    .what = Two tables hold one KPI of one role with another weight, target or rule.
    .why = It is not guessed which of them counts.
    .example = The table of the first half says “Sales 40%”, that of the second half “Sales 50%”, both in one file.
    .mend = Delete the table that no longer counts, and run it again.
E780 = This zip holds nothing of earlier periods
    .hint = What can be used: the zip of a whole archive folder, or the zip of results that this page gave; department workbooks must be unpacked first.
    .what = The .zip holds neither an archive (current.json) nor what earlier results left (.facts.json).
    .why = Growth and trends rest on earlier periods; they can't be guessed from other files.
    .example = A .zip of photos, or of workbooks.
    .mend = Zip the whole archive folder, or take the results that were downloaded last month; last month's workbook together with this month's does as well.
E781 = { $department } { $period } was rolled up from months whose workbooks are not here; growth over it can't be worked out
    .hint = Pack the archive's whole folder as .zip and put that in, or use the program: scorebook run WORKBOOK --archive ARCHIVE
    .what = The period is compared with a quarter, half-year or year that was rolled up; for that the months' workbooks are read again. They are not in the file that was put in, or not as the archive recorded them.
    .why = Rolled-up scores are no data; growth over them would be wrong.
    .example = The workbook is of 2026Q4, 2026Q3 was made by rollup, and the zip holds the folder of 2026Q3 alone.
    .mend = Pack the archive's whole folder, with the months in it, or run the command line with the archive.
E782 = There are two different records of { $department } { $period }
    .hint = The other one is in { $other }. Please give only the right one.
    .what = Two of the files hold one earlier period of one department, and say different things.
    .why = The program does not guess which one counts; with the wrong one growth would be wrong.
    .example = Last month's data were mended, and both downloads were given.
    .mend = Take the older one away, and keep the one that was handed out.
E783 = Two different archives were given
    .hint = Use one archive at a time: take one of them away ({ $file }).
    .what = The zip holds two archive folders, or two archives' zips were given.
    .why = A batch of results follows on the journal of one archive.
    .example = The head office's archive and a branch's, both at once.
    .mend = Keep only the archive of these departments.
E784 = { $cell } can't be changed here: { $why ->
        [format] only .xlsx and .xlsm let one cell be changed and nothing else
        [formula] the cell holds a formula
        [text] the sentence can't stand in a cell
       *[other] the file is written in an unusual way, so that the rest could not be kept for sure
    }
    .hint = Please copy the sentence, paste it into { $cell } in Excel or WPS, save, and drop the workbook again.
    .what = A cell's words were to be replaced, but the file or the cell doesn't let that be the only change.
    .why = Everything else in the workbook, its formats and its pictures must stay as it is; where that isn't sure, nothing is changed.
    .example = The workbook is an .xls, or the rule's cell holds =B2.
    .mend = Open the workbook in Excel or WPS, paste the sentence into the cell and save.
E730 = The form has no place for anything
    .hint = Write placeholders into the cells to fill (scorebook form fields lists them), or run scorebook form adopt, which writes them where labels tell.
    .what = There is no placeholder in the form, and no label that is known.
    .why = Without knowing where name and score belong nothing can be filled in.
    .example = An empty sheet with a title and lines.
    .mend = scorebook form fields lists all placeholders; write those that you need into cells.
E731 = Unknown placeholder “{ $name }”
    .hint =
    { $has-nearest ->
        [yes] Near to it: { $nearest }
       *[no] scorebook form fields lists all placeholders.
    }
    .what = What stands in double braces names nothing that can be filled in.
    .why = A misspelt name would leave the cell blank in what people are handed.
    .example = “Wieghted score”.
    .mend = Correct the name as the hint says, then run scorebook form check.
E732 =
    { $where ->
        [header] A placeholder stands in a header or footer and cannot be filled in
        [comment] A placeholder stands in a comment and cannot be filled in
        [chart] A placeholder stands in a chart and cannot be filled in
        [table] A placeholder stands in a table object and cannot be filled in
       *[textbox] A placeholder stands in a text box or shape and cannot be filled in
    }
    .hint = Move it into a cell.
    .what = Only placeholders in cells are filled in.
    .why = Programs store headers, text boxes, comments and charts in different ways; a filled copy might not open.
    .example = The header holds the placeholder of the name.
    .mend = Keep a cell in the first row for the name and delete the placeholder in the header.
E733 = One row asks for two kinds of rows
    .hint = Give KPIs, duties and adjustments rows of their own.
    .what = A row holds placeholders of a KPI beside those of a duty or an adjustment.
    .why = There are not as many duties as KPIs, so it is not known how often the row repeats.
    .example = Duties in the left column, KPIs in the right one.
    .mend = Put the two kinds into different rows.
E734 = A repeated row is merged with other rows, so that none can be added
    .hint = Undo the merge, or let it cover all repeated rows.
    .what = A merged area begins in the repeated row and goes on over rows that are not repeated.
    .why = It is not known what becomes of the area when rows are added.
    .example = A cell of the KPI row is merged with the total row below it.
    .mend = Undo the merge, then run scorebook form check.
E735 = The sheet is protected and this cell is locked: it cannot be filled in
    .hint = Unprotect the sheet, or unlock the cells to fill.
    .what = The form's sheet is protected, and the cell of a placeholder is locked.
    .why = The program does not work around somebody's protection.
    .example = The head office's form is locked as a whole.
    .mend = Unprotect the sheet under Review and save it, or ask for a form without protection.
E736 = A form must be an .xlsx
    .hint = Save it as .xlsx in Excel or WPS.
    .what = The form is an .xls or .ods.
    .why = Only the cells to fill are changed within the file itself, which only .xlsx allows.
    .example = A score form of many years ago, form.xls.
    .mend = Open it and save it as an Excel workbook (*.xlsx).
N737 = The form holds macros; filled copies hold none
    .what = Each person's sheet is an .xlsx, to which macros are not taken along.
    .why = What people are handed should hold no program that can run.
    .example = The form is an .xlsm.
    .mend = Nothing to do; if formulas rest on macros, use ordinary formulas.
N738 = The form looks into another workbook; filled copies keep the value that was shown
    .what = A formula names another workbook.
    .why = Whoever is handed the sheet does not have that workbook, and opening it would complain.
    .example = A formula says [Department.xlsx]Sheet1!A1.
    .mend = Nothing to do; write the values that are needed into the form.
E739 = The form “{ $name }” is not beside the workbook
    .hint = Put it into the workbook's folder and write its file name alone into the appraisal sheet.
    .what = “Form” on the appraisal sheet names a file that lies neither in the workbook's folder nor in one above it.
    .why = Without it the office's own sheet cannot be filled, and another one is not what was asked for.
    .example = It says form.xlsx, and the file is called form (new).xlsx.
    .mend = Make both names the same; or leave the cell blank for the program's own sheet.
E757 =
    { $what ->
        [printed] “{ $words }” is printed already, while scores are filled in by their order: another KPI's would stand under this name
       *[rows] This row has no placeholder for the KPI (or the duty, or the reason): what belongs to one item stands on two rows
    }
    .hint =
    { $what ->
        [printed] Clear the printed names and write the placeholder of the KPI into their column, on one row only; rows are added for each person.
       *[rows] Put all placeholders of one item into one row, beside its name.
    }
    .what = What belongs to one KPI (duty, adjustment) does not stand in one row of the form, or the names are printed and only scores are filled in.
    .why = Each row takes one item. Where its name and its score stand apart, another KPI's score stands under that name.
    .example = The placeholder of the KPI on one row, that of its score on the next.
    .mend = Put name, weight and score into one row; clear names that are printed, then run scorebook form adopt.
W758 =
    { $what ->
        [fixed] This formula always looks at { $seen }: once its row is repeated, every item uses the first one's figure
        [points] Under “{ $words }” weights are filled in (such as 50%), while the scores beside them are out of 100
        [left] “{ $shown }” is left beside “{ $words }” and is not this result
       *[total] On the form of { $name } this formula comes to { $shown }, while the result is { $total }
    }
    .hint =
    { $what ->
        [fixed] Take out the $ before the row's number; where the first item is meant, leave it.
        [points] Call the column Weight, or put the placeholder of the weighted score into the column of scores.
        [left] Put a placeholder there, or clear the cell.
       *[total] Put the placeholder of the total there, or add up weighted scores together with adjustments, cap and veto.
    }
    .what = Filled in, a cell of this form shows another figure than the result.
    .why = Employees and payroll go by what the form shows; where two figures differ nobody knows which counts.
    .example = The total is =SUM(scores) though the scores are not weighted; last month still stands beside Period.
    .mend = Put a placeholder into the cell, or mend its formula.
