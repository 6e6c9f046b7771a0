# The command line
cli = Scorebook: a department's monthly workbook in, exact and explainable KPI score sheets out
cli-heading-commands = Commands
cli-heading-usage = Usage:
cli-heading-arguments = Arguments
cli-heading-options = Options
cli-default = { " " }(without it: { $value })
cli-lang = Language of messages; without it the workbook's own
cli-quiet = Show problems only, no progress and no closing line
cli-help = Show help
cli-version = Show the version
cli-failure = Scorebook could not finish:

cli-completions = Write a shell's completion script
cli-completions-shell = Which shell
cli-man = Write the manual page
cli-archive = Look into an archive and manage it
cli-archive-list = List the archived departments and periods
cli-archive-list-archive = The archive's folder
cli-archive-show = Show a period's revisions, what changed, and its closings
cli-archive-show-archive = The archive's folder
cli-archive-show-department = The department's name
cli-archive-show-period = The period
cli-archive-verify = Prove an archive: compare every file with its hash and score every workbook again
cli-archive-verify-archive = The archive's folder
cli-archive-verify-seal = A seal that was kept; several may be given
cli-archive-log = List the journal: who did what, and when
cli-archive-log-archive = The archive's folder
cli-archive-seal = Print a seal: how far the journal reaches now, to be kept elsewhere
cli-archive-seal-archive = The archive's folder
cli-archive-close = Close a period against new revisions
cli-archive-close-archive = The archive's folder
cli-archive-close-department = The department's name
cli-archive-close-period = The period
cli-archive-reopen = Reopen a period for a reason
cli-archive-reopen-archive = The archive's folder
cli-archive-reopen-department = The department's name
cli-archive-reopen-period = The period
cli-archive-reopen-reason = Why it is reopened; the archive records it
cli-archive-export = Export the results as one table: a row per person, period and KPI
cli-archive-export-archive = The archive's folder
cli-archive-export-department = Only this department
cli-archive-export-csv = Export CSV, which Excel opens
cli-archive-export-parquet = Export Parquet, for tools of data analysis
cli-archive-export-out = Write to this file instead of standard output

cli-rule = Show how a scoring rule is understood and what it gives
cli-rule-described = Taken as description only: { $words }
cli-rule-quoted = “{ $words }”
cli-rule-text = The rule's sentence
cli-rule-target = The target
cli-rule-value = The value to score
cli-rule-full = The full points
cli-rule-deductions = Deductions: signed points, no full points
cli-rule-unit = The unit
cli-rule-json = Write JSON
cli-rule-table-value = Value
cli-rule-table-points = Points
cli-rule-table-way = How
cli-rule-table-nothing = the rule says nothing here
cli-rule-veto = the total is 0

cli-explain = Explain what a problem's code means and how to mend it
cli-explain-code = The problem's code, such as E201
cli-explain-unknown = There is no problem with the code { $code }. A code is a letter and three digits, such as E201.
cli-explain-nearest = There is no problem with the code { $code }. The nearest are: { $near }
cli-check = Check workbooks and list every problem at once, without scoring
cli-check-file = Workbooks or folders
cli-check-archive = The archive from which growth formulas read earlier periods
cli-check-json = Write the problems as JSON to standard output
cli-check-issues = Write a workbook that lists the problems and marks them in the grid
cli-check-issues-written = The problems are in { $file }
cli-check-clean = { $file }: no errors, { $warnings ->
        [1] 1 warning
       *[other] { $warnings } warnings
    }, { $notes ->
        [1] 1 note
       *[other] { $notes } notes
    }
cli-check-errors = { $file }: { $errors ->
        [1] 1 error
       *[other] { $errors } errors
    }, { $warnings ->
        [1] 1 warning
       *[other] { $warnings } warnings
    }, { $notes ->
        [1] 1 note
       *[other] { $notes } notes
    }; mend them and run again

cli-run = Score, and write the summary and everybody's score sheets
cli-run-input = Workbooks or folders, one or several
cli-run-out = The folder for the results; without it “Scorebook results” beside the workbook
cli-run-archive = The archive; without it nothing is archived and growth KPIs do not apply
cli-run-jobs = How many departments are worked on at once; without it, one and a half for each processor
cli-run-no-person-files = No personal workbooks
cli-run-no-print-file = No print file (All score sheets_print.xlsx)
cli-run-pdf = Every workbook as PDF too (through LibreOffice, Excel or WPS as installed)
cli-run-print-locked = People whose workbooks have a password stand in the print file too
cli-run-json = Write the outcome as JSON to standard output
cli-run-done = { $department } { $period }: { $people ->
        [1] 1 person
       *[other] { $people } people
    } scored, results in { $results }
cli-run-skipped = { $file }: skipped
cli-run-refused = { $file }: { $errors ->
        [1] 1 error
       *[other] { $errors } errors
    }, nothing was scored
cli-run-totals = { $files ->
        [1] 1 file
       *[other] { $files } files
    }: { $done } done, { $problems } with errors, { $failed } could not be finished
cli-run-archived = Archived as { $revision }
cli-run-archived-same = The same as the archived { $revision }; the archive is unchanged
cli-run-archived-changed = Archived as { $revision }; since the revision before:
cli-run-archived-more = … and { $count } more changes; scorebook archive show lists them all

cli-run-shard = Only part I of N of the departments, to share a batch among machines
cli-run-table-department = Department
cli-run-table-period = Period
cli-run-table-people = People
cli-run-table-problems = Problems
cli-run-table-time = Time
cli-run-table-seconds = { $seconds } s
cli-run-table-errors = errors: { $count }
cli-run-table-warnings = warnings: { $count }
cli-run-table-failed = could not be finished
cli-run-table-undone = not done
cli-run-out-is = Results in { $out }
cli-run-stopped = Stopped as asked; { $files ->
        [1] 1 file is
       *[other] { $files } files are
    } not done yet. Another run goes on with them
cli-failure-in-use = { $path }: another program has a file in it open. Close it and run again; the results before stand as they were

cli-watch = Watch a drop folder and process what is put in
cli-watch-inbox = The drop folder
cli-watch-archive = The archive
cli-watch-once = Deal with what is there and end, for a scheduler
cli-watch-only = A department that hands in through its own subfolder only, where its results go too, such as Finance=finance; may be repeated, and nothing else is taken then
cli-watch-limit = Seconds that a workbook may take before it is given back

cli-new = Write a department workbook from a template, or the next period's from the last one
cli-new-template = Name of a template, or a .toml template of your own; live-commerce when left out
cli-new-out = Write this file; without it DEPARTMENT_PERIOD.xlsx
cli-new-period = Period such as 2026-11; the current month when left out
cli-new-department = Name of the department; the template's when left out
cli-new-sample = Fill in sample people and data
cli-new-with = Add parts that a workbook has only where they are used: ratings, goals, pay, dimensions
cli-new-from = The last period's workbook: its definitions and staff are carried over, its data cleared
cli-new-force = Overwrite the file where it exists
cli-adopt = Make a department workbook of the department's own table or text
cli-adopt-file = Tables, documents or texts (.xlsx .xls .ods .docx .txt .md); several files make one department
cli-adopt-out = Write this file
cli-adopt-department = Name of the department; without it the source's
cli-adopt-role = Role of KPIs for which the source names none
cli-adopt-period = Period, e.g. 2026-11; without it this month
cli-adopt-force = Overwrite the file where it exists
cli-form = Look at the office's own score form, check it, or write placeholders into it
cli-form-fields = List the placeholders that a form may use
cli-form-check = Check a form: what each placeholder gives, which are unknown
cli-form-check-form = The form (.xlsx, .xlsm)
cli-form-adopt = Write placeholders in where labels tell their places, for somebody to look at
cli-form-adopt-form = A form without placeholders
cli-form-adopt-out = Write this file
cli-form-adopt-force = Overwrite the file where it exists
cli-run-form = The office's own score form, filled for each person
cli-templates = List the templates, or write one or a workbook's definitions as TOML
cli-templates-export = Write the definitions of a template or a workbook as a TOML file, to change and give to new
cli-templates-export-from = Name of a template, or a department workbook
cli-templates-export-out = Write this file
cli-templates-export-force = Overwrite the file where it exists

cli-rollup = Roll archived months up to a quarter, half-year or year
cli-rollup-archive = The archive's folder
cli-rollup-department = The department's name
cli-rollup-period = The period, such as 2026Q4, 2026H2 or 2026
cli-rollup-method = mean: the mean of the monthly totals; days: weighted by days; measures: every KPI computed again from the data of all months
cli-rollup-out = The folder for the results; without it “Scorebook results” beside the archive
cli-rollup-no-person-files = No personal workbooks
cli-rollup-no-print-file = No print file (All score sheets_print.xlsx)
cli-rollup-pdf = Every workbook as PDF too (through LibreOffice, Excel or WPS as installed)
cli-rollup-print-locked = People whose workbooks have a password stand in the print file too
cli-rollup-done = { $department } { $period }: rolled up from { $months ->
        [1] 1 month
       *[other] { $months } months
    }, { $people ->
        [1] 1 person
       *[other] { $people } people
    }, results in { $results }

cli-prove = Calculate every formula of result workbooks again with another spreadsheet engine
cli-prove-input = Result folders or workbooks in them
cli-run-prove = Prove every workbook with another engine before anything is archived or written
prove-done = Proved: { $files ->
        [1] 1 workbook
       *[other] { $files } workbooks
    }, { $formulas ->
        [1] 1 formula
       *[other] { $formulas } formulas
    }; another engine finds the same values
prove-not-done = { $files ->
        [1] 1 workbook
       *[other] { $files } workbooks
    }: { $formulas ->
        [1] 1 formula
       *[other] { $formulas } formulas
    } proved, { $problems ->
        [1] 1 problem
       *[other] { $problems } problems
    }
prove-not-built = This program was built without the second engine. Build it with cargo build --release --features prove.
cli-why = One person's score step by step: data, formula, rule, weight and total
cli-why-file = The department workbook
cli-why-id = The person's ID or name
cli-why-kpi = Only this KPI
cli-why-archive = The archive from which growth reads earlier periods
cli-why-json = As data on standard output
pdf-no-program = No office program was found that saves PDF files. Install LibreOffice (on Windows Excel or WPS will do), or leave out --pdf; you can also print the workbooks yourself.
pdf-failed = { $file } could not be saved as PDF. Close open office programs and run again, or leave out --pdf; the old results are as they were.
pdf-locked = { $count } workbooks with a password were not saved as PDF
cli-failure-open = { $path } is in use by another program (perhaps open in Excel or WPS); please close it and run again
cli-failure-permission = You may not read or write “{ $path }”. See whether the folder is read-only, use one of your own (such as Documents), or ask your administrator
cli-failure-full = The disk is full, and “{ $path }” was not written. Free some space and run again
