outputs-summary = summary
outputs-people = score sheets
outputs-print = All score sheets_print
print-drawn = Chart data
