# The first minute: the menu, dropped files, where results go
beside-results = Scorebook results
beside-archive = Scorebook archive
desktop-press-a-key = Press any key to close this window
open-hand-out = The files to print and hand out are in { $folder }
start-head = Scorebook { $version }    Folder: { $folder }
start-found-department = Department workbook: { $department } { $period } ({ $file })
start-found-others = Other workbooks: { $count } ({ $files })
start-found-results = Results: { $folder }
start-found-archive = Archive: { $folder }
start-found-nothing = No department workbook lies here yet
start-choices = What you can do (below each choice stands its command):
start-question = Type a number and press Enter (Enter alone leaves):
start-back = Press Enter for the menu:
start-no-such-choice = Please type a number from 1 to { $count }
start-more = You can also drop a workbook onto the program's icon: without errors it is scored, else a list of its problems is put beside it. All commands: scorebook help
start-now = Do it now? Type yes and press Enter; Enter alone means no:
start-check = Check { $file }: every problem at once, no scores
start-run = Score { $file }: the summary and everybody's score sheet go into “Scorebook results”
start-run-all = Score all { $count } workbooks of this folder
start-run-archived = Score { $file } and archive it: makes “{ $folder }”, on which growth and trends of later months rest
start-why = See how one person's score came about ({ $file })
start-why-question = Who? Type an ID or a name and press Enter:
start-why-whom = NAME
start-close = Close { $department } { $period }: the archive takes no other revision of it (it can be reopened with a reason)
start-next = Prepare the next month's workbook of { $department }: same KPIs and staff, no data
start-show-results = Open the folder of results
start-adopt = Make { $file } a department workbook
start-adopted-name = { $file }_department workbook
start-sample = Have a look first: make a workbook with sample data
start-new = Make a blank department workbook
start-found-form = The office's own score form: { $file }
start-run-form = Score { $file }, and fill in { $form } for everybody
start-form = See what the score form { $file } asks for (run … --form fills it in for everybody)
start-templates-use = To make a workbook from one: scorebook new NAME (with --sample to see it filled in)
start-templates = See the templates
cli-without-command =
    Without a command:
      scorebook            what you can do in this folder
      scorebook FILE…      checks these workbooks; those without errors are scored, with “Scorebook results” beside them
      scorebook help       shows this text
cli-start = What you can do in this folder
cli-open = Check workbooks and score those without errors
cli-open-file = Workbooks or folders
