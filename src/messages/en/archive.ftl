# archive: what changed between two revisions
change-absent = (none)
change-blank = (blank)
change-who = { $name } ({ $id })
change-program = Program version: { $from } → { $to }
change-method = Roll-up method: { $from } → { $to }
change-earlier = Revision of { $item } that was read: { $from } → { $to }
change-setting = Setting “{ $item }”: { $from } → { $to }
change-grade-table = Grade “{ $item }”: { $from } → { $to }
change-kpi-added = New KPI: { $role }, “{ $item }”
change-kpi-removed = KPI removed: { $role }, “{ $item }”
change-weight = { $role }, “{ $item }”, weight: { $from } → { $to }
change-target = { $role }, “{ $item }”, target: { $from } → { $to }
change-formula = { $role }, “{ $item }”, formula: { $from } → { $to }
change-rule = { $role }, “{ $item }”, scoring rule: { $from } → { $to }
change-measure-added = New measure: { $role }, “{ $item }”
change-measure-removed = Measure removed: { $role }, “{ $item }”
change-person-added = New person: { $who }
change-person-removed = No longer appraised: { $who }
change-name = { $who }, name: { $from } → { $to }
change-role-added = { $who } also has the role { $role }
change-role-removed = { $who } no longer has the role { $role }
change-days = { $who }, days as { $role }: { $from } → { $to }
change-data = { $who }, “{ $item }” ({ $role }): { $from } → { $to }
change-adjustment = { $who }, adjustment “{ $item }”: { $from } → { $to }
change-kpi-detail = { $role }, KPI “{ $item }”: { $from } → { $to }
change-measure-detail = { $role }, measure “{ $item }”: { $from } → { $to }
change-duty = { $role }, duty “{ $item }”: { $from } → { $to }
change-duty-added = { $role }, new duty “{ $item }”: { $to }
change-duty-removed = { $role }, duty removed “{ $item }”: { $from }
change-staff = { $who }, staff sheet “{ $item }” ({ $role }): { $from } → { $to }
change-own-goal = { $who }, own goal “{ $item }” ({ $role }): { $from } → { $to }
change-mark = { $who }, mark “{ $item }” ({ $role }): { $from } → { $to }
change-pay = { $who }, pay: { $from } → { $to }
change-data-row = { $who }, row of data “{ $item }” ({ $role }): { $from } → { $to }
change-value = { $who }, value of “{ $item }”: { $from } → { $to }
change-score = { $who }, score of “{ $item }”: { $from } → { $to }
change-total = { $who }, total: { $from } → { $to }
change-grade = { $who }, grade: { $from } → { $to }
# archive: what the commands say
archive-state-open = open
archive-state-closed = closed
archive-revision = { $files ->
        [1] 1 file
       *[other] { $files } files
    }, written by { $program } { $version }
archive-rests-on = Earlier revisions that were read: { $revisions }
archive-closed = { $department } { $period } is closed now
archive-closed-before = { $department } { $period } was closed already
archive-reopened = { $department } { $period } is open again
archive-open-before = { $department } { $period } was open already
archive-verified = The archive is intact: { $revisions ->
        [1] 1 revision
       *[other] { $revisions } revisions
    }, { $files ->
        [1] 1 file
       *[other] { $files } files
    } with their hashes, { $rescored ->
        [1] 1 workbook
       *[other] { $rescored } workbooks
    } scored again with the same results
archive-not-verified = The archive has { $problems ->
        [1] 1 problem
       *[other] { $problems } problems
    }: { $revisions ->
        [1] 1 revision
       *[other] { $revisions } revisions
    }, { $files ->
        [1] 1 file
       *[other] { $files } files
    }, { $rescored ->
        [1] 1 workbook
       *[other] { $rescored } workbooks
    } scored again
archive-verify-unsealed = Verified without a seal: where files, manifest, record and journal were rewritten together, only a seal kept elsewhere tells (archive seal, archive verify --seal)
archive-verify-sealed = The seal holds: the first { $lines } lines of the journal are as they were
archive-log-none = This archive has no journal yet; the next write begins one
archive-seal-keep = Keep this line outside the archive (a mail, another machine, paper); later compare with archive verify --seal
archive-act-found = there before
archive-act-revision = archived
archive-act-roll-up = rolled up
archive-act-close = closed
archive-act-reopen = reopened
archive-export-no-parquet = This program was built without Parquet. Use --csv, or build it with cargo build --release --features parquet.
archive-export-terminal = Parquet is no text and can't be shown on a screen. Write it to a file with -o NAME.parquet.
export-department = Department
export-period = Period
export-revision = Revision
export-id = ID
export-name = Name
export-role = Role
export-days = Days
export-kpi = KPI
export-status = Status
export-value = Value
export-target = Target
export-score = Score
export-weight = Weight
export-effective-weight = Effective weight
export-weighted = Weighted
export-role-total = Role total
export-total = Total
export-grade = Grade
export-coefficient = Coefficient
export-rank = Rank
export-dimension = Dimension
export-marks = Marks
export-pay-base = Pay base
export-pay = Pay
archive-show-people = { $people ->
        [1] 1 person
       *[other] { $people } people
    }: { $grades }
archive-show-grade = { $grade } { $count }
archive-show-revisions = Revisions:
