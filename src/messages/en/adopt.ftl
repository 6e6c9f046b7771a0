# A department's own table or text becomes a department workbook (scorebook adopt).

adopt-sheet = Adoption notes
adopt-hint = Where each cell and sentence of the source went, what it became, and what somebody should look at.
adopt-guide-note = This workbook was made of the department's own table; “Adoption notes” tells where everything comes from.
adopt-head-lacks = What the source lacks, or is still to be filled in
adopt-lacks-nothing = Nothing. Fill in staff and data, then run scorebook check.
adopt-head-pieces = Every piece of the source
adopt-column-file = File
adopt-column-place = Place
adopt-column-words = Words
adopt-column-where = Went to
adopt-column-as = As
adopt-column-look = Please look
adopt-went-nowhere = not written
adopt-in-table = table { $table }, row { $row }, column { $column }
adopt-line = line { $line }
adopt-line-part = line { $line }, part { $part }

adopt-left-dimension = dimension
adopt-left-heading = heading
adopt-left-title = title
adopt-left-label = label
adopt-left-person = about a person: no definition
adopt-left-total = total row
adopt-left-remark = remark or signature
adopt-left-number = running number
adopt-left-cycle = how often: a workbook is for one month
adopt-left-monthly = filled in each period: no definition
adopt-left-repeated = said before
adopt-left-no-heading = column without a heading
adopt-left-no-name = row without a KPI's name
adopt-left-no-role = no role is named
adopt-left-bonus = A bonus, penalty or veto: no KPI with a weight
adopt-left-not-for-role = Not for this role
adopt-left-unknown = not understood

adopt-look-left = Not written: is it needed?
adopt-look-mended = The page had broken these letters; put together again by the text's own words
adopt-look-weight-merged = One weight over several KPIs: taken as their dimension's; each KPI still needs its own
adopt-look-weight-zero = All weights are 0 and were not written; if points are taken off a start, see the score scale
adopt-look-deductions = Everything is added to and deducted from starting points: score scale deductions
adopt-look-points-of-weight = The rules are written in points of the weight: score scale weight points
adopt-look-weight-none = Weights are all 0: under deductions there are none
adopt-look-weight-again = A second weight of the same KPI: not written, please check
adopt-look-department-other = Another department: please see whether it needs a workbook of its own
adopt-look-several-roles = Several roles in one cell: written once for each, please check
adopt-look-line-above = A line alone above a table that does not say what it is: please check the role of the KPIs below
adopt-look-no-heading = This column has no heading
adopt-look-no-name = This row has no KPI name
adopt-look-bonus = What happens in a month goes to the sheet Adjustments, one row each; a veto belongs in the rule of its KPI
adopt-look-unknown-column = Unknown column “{ $heading }”: written into Meaning
adopt-look-no-formula = No formula: written into Meaning; the formula counts a measure named like the KPI
adopt-look-cut = The source breaks off here
adopt-look-target-in-words = No number: written into Meaning
adopt-look-target-shared = One target for several KPIs: each was given this figure; please check
adopt-look-target-longer = The heading speaks of a year or a quarter: the figure was taken for the month as it stands; please check
adopt-look-target-percent = Percentages of this column are written like 98, and this one was read likewise; please check
adopt-look-target-unit = The heading's unit is “{ $unit }”, not that of the column of units; please check
adopt-look-full-of-rule = The rule's best tier is { $points } points: taken as the full points
adopt-look-criterion = Cannot be scored from data: a criterion, marked by { $by }. { $why }
adopt-look-marked = Somebody marks it: { $by }
adopt-look-marker-shares = Several columns of marks without their shares: please check who marks

adopt-target-in-words = Target: { $target }
adopt-note-criterion = This sentence cannot be scored from data; it is a criterion that “{ $by }” marks. Why: { $why }

adopt-mark-self = self
adopt-mark-manager = manager
adopt-mark-peer = peer
adopt-mark-report = report
adopt-mark-customer = customer
adopt-mark-panel = panel

adopt-told-found = Found { $roles ->
        [1] 1 role
       *[other] { $roles } roles
    }, { $kpis ->
        [1] 1 KPI
       *[other] { $kpis } KPIs
    }, { $duties ->
        [1] 1 duty
       *[other] { $duties } duties
    }; of { $pieces ->
        [1] 1 piece
       *[other] { $pieces } pieces
    } { $left } were not written (headings, remarks and the like).
adopt-told-missing = Still to be filled in beside data: { $blank } of { $fields } fields ({ $share }%); please look at { $looks ->
        [1] 1 place
       *[other] { $looks } places
    }.
adopt-told-next = “Adoption notes” tells where everything went; when it is complete, run scorebook check { $out }.

form-group-person = once per person
form-group-kpi = a row per KPI
form-group-duty = a row per duty
form-group-adjustment = a row per adjustment
form-checked = The form can be used: { $count ->
        [1] 1 placeholder
       *[other] { $count } placeholders
    }. Run scorebook run … --form to fill it.
form-marked = { $count } placeholders were written; look at them, then run scorebook form check.
