# Formulas and scores

E401 = { $reason ->
    [empty] KPI “{ $kpi }” has no formula
    [ends] The formula of KPI “{ $kpi }” is not finished
    [value] The formula of KPI “{ $kpi }” lacks a value at character { $position }: “{ $quote }”
    [operator] The formula of KPI “{ $kpi }” lacks an operator before “{ $quote }”
    [unclosed] The formula of KPI “{ $kpi }” has a bracket that is not closed (character { $position })
    [stray] The formula of KPI “{ $kpi }” has a “{ $quote }” too many at character { $position }
    [compared-twice] The formula of KPI “{ $kpi }” compares twice in a row: “{ $quote }”
    [number] The formula of KPI “{ $kpi }” has a number that is too long: “{ $quote }”
   *[other] The formula of KPI “{ $kpi }” cannot be read
 }
    .hint = { $reason ->
        [empty] Say which measures it is calculated from, for example: Actual sales/Sales target
        [ends] Add the missing measure or number at the end
        [value] Put a measure or number here, or delete the extra sign
        [operator] Put + - × or ÷ there; write a measure with signs in its name in square brackets: [Shop sales (10k)]
        [unclosed] Add the closing bracket
        [stray] Delete it, or add the opening bracket that belongs to it
        [compared-twice] Compare two values at a time, for example: IF(Done>=10, 1, 0)
        [number] Numbers may have 28 digits at most
       *[other] See the guide for how formulas are written
     }
    .what = The formula breaks the rules of writing: a value or operator is missing, brackets do not match, or nothing is there.
    .why = Without a readable formula there is no value; the program never guesses what was meant.
    .example = “Actual sales/” or “(Likes+Comments/Viewers”.
    .mend = Complete the formula at the place named. It is written as in Excel, for example: (Likes+Comments)/Viewers.

E402 = The formula of KPI “{ $kpi }” uses “{ $quote }”, which is no measure of role “{ $role }”
    .hint = { $has-nearest ->
        [yes] Was this meant: { $nearest }
       *[no] Add the measure to the role in the Measures sheet, or correct the name
     }
    .what = A name in the formula is neither a measure of the role nor a function.
    .why = Without a data column there is no number to put in.
    .example = The measure is “Actual sales”, the formula says “Actual slaes/Sales target”.
    .mend = Use the name from the Measures sheet; put names with + - / or brackets in them into square brackets.

E403 = The formula of KPI “{ $kpi }” uses the unknown function “{ $quote }”
    .hint = { $has-nearest ->
        [yes] Was this meant: { $nearest }
       *[no] Functions: SUM, AVERAGE, MAX, MIN, ROUND, ABS, IF, TARGET, PREV, MOM, PREVYEAR, YOY, TEAMSUM, TEAMAVG
     }
    .what = The name before the brackets is neither a function nor a measure.
    .why = Only the listed functions can be calculated exactly and written into the score sheets.
    .example = “MEDIAN(Product rating, Service rating)”.
    .mend = Use one of the listed functions; if it is a measure with brackets in its name, put it into square brackets.

E404 = In the formula of KPI “{ $kpi }”, function { $function } needs { $expected } arguments and has { $given }
    .hint = Separate arguments with commas: AVERAGE(Product rating, Service rating), IF(Done>=10, 1, 0)
    .what = The number of arguments in a function's brackets is wrong.
    .why = With too few nothing can be calculated; what is too many has no meaning.
    .example = “IF(Done>=10, 1)” lacks the value for the other case.
    .mend = Add or delete arguments.

E405 = The formula of KPI “{ $kpi }” uses the target, but no target is given
    .hint = Fill in the Target column, or take “{ $quote }” out of the formula
    .what = The formula names the target, and the KPI's Target cell is empty.
    .why = Without a target nothing can be calculated.
    .example = The formula is “Sales/TARGET()”, and the Target cell is empty.
    .mend = Fill in the target.

E406 = In the formula of KPI “{ $kpi }”, “{ $quote }” can be read in two ways: as one measure, or as a calculation
    .hint = For the measure write [{ $quote }]; for the calculation put each name into square brackets
    .what = A measure's name has operator signs in it, and its parts are measures too.
    .why = The two readings give different results, and the program never guesses.
    .example = The measures are “Income-Cost”, “Income” and “Cost”, and the formula is “Income-Cost”.
    .mend = Say what is meant with square brackets: [Income-Cost] is the measure, [Income]-[Cost] the difference.

E407 = In the formula of KPI “{ $kpi }”, { $function } is asked of something without an earlier value: “{ $quote }”
    .hint = Put only measures, or a calculation with measures, into the brackets: MOM(Sales)
    .what = PREV, MOM, PREVYEAR and YOY work on measures; targets, team values and other earlier values have no earlier value.
    .why = The archive keeps the earlier values of measures only.
    .example = “PREV(TARGET())” or “MOM(PREV(Sales))”.
    .mend = Put a measure into the brackets.

E408 = In the formula of KPI “{ $kpi }”, { $function } takes the name of one measure only: “{ $quote }”
    .hint = For example: TEAMSUM(Sales)/TEAMSUM(Sales target)
    .what = TEAMSUM and TEAMAVG combine one measure over all people; a calculation cannot stand in their brackets.
    .why = Calculating per person and then adding up gives another result than adding up first.
    .example = “TEAMSUM(Sales/Sales target)”.
    .mend = Use the team function on each measure and calculate with the results.

E409 = In the formula of KPI “{ $kpi }”, the measure in “{ $quote }” has different units in different roles: { $units }
    .hint = Give it one unit in the Measures sheet
    .what = A team function puts the measures of one name together over all roles, so their units must be the same.
    .why = Yuan and ten thousand yuan added up mean nothing.
    .example = “Sales” is in 元 for hosts and in 万元 for shop operators.
    .mend = Use one unit, or rename one of the measures.

E410 = The formula of KPI “{ $kpi }” is too long or its brackets are nested too deeply
    .hint = Split it into several KPIs, or calculate part of it in the data sheet
    .what = A formula has more than 8,192 characters, 500 parts or 64 levels of brackets.
    .why = No spreadsheet can hold a longer formula.
    .example = Hundreds of cells added up one by one in one formula.
    .mend = Shorten the formula.
