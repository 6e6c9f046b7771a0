# diagnostic
severity-error = error
severity-warning = warning
severity-note = note
explain-what = What
explain-why = Why
explain-example = Example
explain-mend = How to mend it
issues-sheet = Problems
issues-title = What to mend
issues-counts = { $errors ->
        [1] 1 error
       *[other] { $errors } errors
    }, { $warnings ->
        [1] 1 warning
       *[other] { $warnings } warnings
    }, { $notes ->
        [1] 1 note
       *[other] { $notes } notes
    }
issues-how = Follow a place to see its cell. The other sheets are copies of yours: coloured cells need mending, and their notes say how. Mend your own workbook, not this one.
issues-number = No.
issues-severity = Severity
issues-code = Code
issues-place = Place
issues-headline = Problem
issues-hint = How to mend it
issues-row = What the row holds
issues-file = The whole file
issues-left-out = { $count } more are not listed; mend these first and check again.
issues-cut = The sheets are too large to copy whole; every cell with a problem is there.
issues-uncalculated = (formula without a result)
allowed-cap = a total out of 100, such as 120, or nothing
allowed-from-zero = a number from 0 on, or nothing
allowed-colour = a colour in six hexadecimal digits, such as 17495E
