# diagnostic
severity-error = error
severity-warning = warning
severity-note = note
explain-what = What
explain-why = Why
explain-example = Example
explain-mend = How to mend it
