# Ratings that are sent and collected
ratings-file = Rating
ratings-title = Rating: { $rater }
ratings-heading = Rating · { $role }
ratings-rater = Rater: { $rater }{ $has-id ->
    [no] {""}
   *[yes] {" "}({ $id })
 }
ratings-how = Mark everybody in the light cells by the criteria below; a comment is welcome. Enter “N/A” where you can't tell. Then save this file and send it back as it is, under its name.
ratings-how-sheets = Mark everybody in the light cells by the criteria below; a comment is welcome. Enter “N/A” where you can't tell. There are { $count } sheets to fill in: { $tabs }. Then save this file and send it back as it is, under its name.
ratings-may-enter = May be entered
ratings-criterion = Criterion
ratings-bounds = { $low } to { $high }{ $has-levels ->
    [yes] , or one of: { $levels }
   *[no] {""}
 }
ratings-meaning = Meaning: { $text }
ratings-prompt-mark = { $bounds }; “N/A” where you can't tell
ratings-warning-mark = May be entered: { $bounds }; or “N/A”. Other marks come back to you.
ratings-prompt-comment = May be left blank; a manager's comment is printed on the person's score sheet
ratings-identity = Identity
ratings-leave = The program knows this workbook by this page: please leave it as it is
ratings-identity-department = Department
ratings-identity-period = Period
ratings-identity-id = Rater ID
ratings-identity-rater = Rater
ratings-sent-line = { $file }	{ $rater }	{ $people } { $some ->
    [one] person
   *[many] people
 }{ $locked ->
    [yes] 	with an opening password
   *[no] {""}
 }
ratings-sent = { $count } rating workbooks in { $folder }{ $has-untold ->
    [yes] ; nobody marks in { $untold } more places: see the warnings above
   *[no] {""}
 }
ratings-comma = ,{" "}
ratings-nobody = No rating workbook can be sent: say first who marks, as told above
ratings-collected = { $answered } of { $asked } raters have answered; { $marks ->
        [1] 1 mark
       *[other] { $marks } marks
    } in { $rows ->
        [1] 1 row
       *[other] { $rows } rows
    } written to { $out }
ratings-not-collected = { $errors ->
        [1] 1 error
       *[other] { $errors } errors
    }, nothing written; mend them and run it again
cli-ratings = Send a workbook to everybody who marks, and put the marks that come back into the department workbook
cli-ratings-send = Write the rating workbooks: one per rater, with nobody in it but those they mark
cli-ratings-send-file = Department workbook
cli-ratings-send-out = Folder for the rating workbooks
cli-ratings-collect = Read the rating workbooks that came back into a copy of the department workbook
cli-ratings-collect-file = Department workbook
cli-ratings-collect-folder = Folder with the rating workbooks that came back
cli-ratings-collect-out = Write the copy to this file
cli-ratings-collect-force = Overwrite the file where there is one
