E201 = The sheet “{ $sheet }” is missing
    .hint = { $has-nearest ->
        [yes] Is “{ $nearest }” meant?
       *[no] Add it as the template has it
     }
E202 = This is no department workbook: none of its sheets was found
    .hint = Make a template with scorebook new and fill it in
E203 = The sheets “{ $sheet }” and “{ $other }” are the same part
    .hint = Keep one of them
E204 = No header row within the first 20 rows
    .hint = It needs these columns: { $columns }
E205 = The column “{ $column }” is missing
    .hint = { $has-nearest ->
        [yes] Is “{ $nearest }” meant?
       *[no] Add it to the header row
     }
E206 = The column “{ $column }” stands twice
    .hint = Remove or rename one of them
N207 = The sheet “{ $sheet }” is not part of the template and was not read
N208 = The column “{ $column }” is not used
E209 = “{ $field }” is not filled in
    .hint = Write it in the cell to the right of its label
E210 = “{ $field }” cannot be “{ $text }”
    .hint = It can be: { $allowed }
E211 = “{ $text }” is no known setting
    .hint = Is “{ $nearest }” meant?
E212 = The period “{ $text }” cannot be read
    .hint = Write it as 2026-11
E213 = The KPIs sheet has no role “{ $role }” (found { $count }×)
    .hint = { $has-nearest ->
        [yes] Is “{ $nearest }” meant?
       *[no] Correct the name, or add the role to the KPIs sheet
     }
E214 = Nobody holds the role “{ $role }” in this period
    .hint = Add its people to the staff sheet, or remove its KPIs
E215 = The role “{ $role }” has two KPIs named “{ $kpi }”
    .hint = The other is at { $other }: rename or remove one
E216 = The measure “{ $measure }” stands twice in one role
    .hint = Remove one row
E217 = The weights of “{ $role }” add up to { $sum }, not 100%
    .hint = Check { $cells }
E218 = The weight “{ $text }” is merged over { $rows } KPIs
    .hint = Unmerge it (down to { $last }) and give each KPI its own weight
E219 = The weight “{ $text }” cannot be used
    .hint = A weight is above 0, such as 40%
E220 = Some weights look like 0.4 and some like 40
    .hint = Write them alike: { $cells }
E221 = “{ $column }” is not filled in
    .hint = Fill in this cell
E222 = “{ $text }” is no known “{ $column }”
    .hint = It can be: { $allowed }
E223 = The target “{ $text }” cannot be read
    .hint = Write a number, with sign and unit if you like: ≥95%
E224 = The target “{ $text }” does not fit the unit “{ $unit }”
    .hint = Make target and unit agree
E225 = Some share caps look like 0.1 and some like 10
    .hint = Write them all with %
E226 = Full points of “{ $text }” cannot be
    .hint = They are above 0; under points leave them blank or write weight × 100
E227 = The role “{ $role }” has no other KPI “{ $text }” to take the weight
    .hint = { $has-nearest ->
        [yes] Is “{ $nearest }” meant?
       *[no] Name another KPI of the role, or leave it blank
     }
E228 = “When N/A” leads back to the KPI “{ $kpi }”
    .hint = Remove one of the entries
E229 = The grade “{ $grade }” stands twice
    .hint = Remove or rename one
E230 = The lowest score { $text } is that of the grade “{ $grade }” too
    .hint = Give each grade its own
E231 = By rank only one share cap may be blank: { $grades }
    .hint = Fill in one of them
E232 = The share caps add up to { $sum }, more than 100%
    .hint = Lower them
N233 = { $name } ({ $id }) is outside this period and was left out
E234 = The id “{ $id }” stands twice: { $name } and { $other } ({ $other-name })
    .hint = Correct the id or remove one row
E235 = { $name } ({ $id }) holds two roles at once: { $roles }
    .hint = Give dates that do not overlap with { $other }
E236 = The person “{ $id }” leaves before arriving
    .hint = Check both dates
N237 = “{ $text }” is a total row and was left out
N238 = “{ $text }” was taken as a remark and left out
E239 = The role “{ $role }” has no data sheet “{ $sheet }”
    .hint = { $has-nearest ->
        [yes] Is “{ $nearest }” meant?
       *[no] Add the sheet
     }
E240 = “{ $sheet }” has no rows
    .hint = Fill in rows below the header
E241 = “{ $field }” stands twice with two values
    .hint = Keep one
W242 = The sheet “{ $sheet }” was not read; its name is nearly “{ $nearest }”
    .hint = If that sheet is meant, name it “{ $nearest }”; otherwise give it a name less like it
