# The command line
cli = Scorebook: a department's monthly workbook in, exact and explainable KPI score sheets out
cli-heading-commands = Commands
cli-heading-usage = Usage:
cli-heading-arguments = Arguments
cli-heading-options = Options
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
cli-archive-export-csv = Write CSV to standard output

cli-rule = Show how a scoring rule is understood and what it gives
cli-rule-text = The rule's sentence
cli-rule-target = The target
cli-rule-value = The value to score
cli-rule-full = The full points
cli-rule-unit = The unit
cli-rule-json = Write JSON
<<<<<<< Updated upstream

cli-explain = Explain what a problem's code means and how to mend it
cli-explain-code = The problem's code, such as E201
cli-explain-unknown = There is no problem with the code { $code }. A code is a letter and three digits, such as E201.
cli-explain-nearest = There is no problem with the code { $code }. The nearest are: { $near }
=======
cli-check = Check workbooks and list every problem at once, without scoring
cli-check-file = Workbooks or folders
cli-check-archive = The archive from which growth formulas read earlier periods
cli-check-json = Write the problems as JSON to standard output
cli-check-clean = { $file }: no errors, { $warnings } warnings, { $notes } notes
cli-check-errors = { $file }: { $errors } errors, { $warnings } warnings, { $notes } notes; mend them and run again

cli-run = Score, and write the summary and everybody's score sheets
cli-run-input = Workbooks or folders, one or several
cli-run-out = The folder for the results
cli-run-archive = The archive; without it nothing is archived and growth KPIs do not apply
cli-run-jobs = How many departments are worked on at once
cli-run-no-person-files = No personal workbooks
cli-run-json = Write the outcome as JSON to standard output
cli-run-done = { $department } { $period }: { $people } people scored, results in { $results }
cli-run-skipped = { $file }: skipped
cli-run-refused = { $file }: { $errors } errors, nothing was scored
cli-run-totals = { $files } files: { $done } done, { $problems } with errors, { $failed } could not be finished
cli-run-archived = Archived as { $revision }
cli-run-archived-same = The same as the archived { $revision }; the archive is unchanged
cli-run-archived-changed = Archived as { $revision }; since the revision before:

cli-watch = Watch a drop folder and process what is put in
cli-watch-inbox = The drop folder
cli-watch-archive = The archive
cli-watch-once = Deal with what is there and end, for a scheduler
>>>>>>> Stashed changes
