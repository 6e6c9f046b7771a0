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
