outputs-summary = summary
outputs-people = score sheets
