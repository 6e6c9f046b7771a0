people-probation = On probation
people-comma = {", "}
people-gap = {"  "}
people-count = { $what ->
    [marks] {" "}({ $count } marks)
   *[people] {" "}({ $count })
 }
people-marked-by = Marked by { $by }, from { $low } to { $high }{ $has-levels ->
    [yes] ; levels: { $levels }
   *[no] {""}
 }; the mark gives the points
people-points = { $points } / { $full } points
people-comment = Manager: { $text }
people-mark-line = { $category } { $mean }{ $count ->
    [none] {""}
   *[other] { $what ->
        [marks] {" "}({ $count } marks)
       *[people] {" "}({ $count })
     }
 }{ $cells ->
    [none] {""}
   *[other] : { $cells }
 }
people-mark-none = { $category } has not marked
people-mark-absent = { $category } does not apply
people-mark-few = { $category }: fewer than 3, within the value only
people-mark-value = { $way } = { $value }
people-own-goal = Own goal
people-why-own = Own target or weight: target { $target }, weight { $weight }
people-opinion = What the person says
people-interview = Interview
people-grades = Grades: { $grades }
people-on-probation = { $role } (on probation)
people-comma-full = {", "}
people-colon = {": "}
people-pay-usual = base × coefficient
people-pay-note = Pay = { $formula }; for those only who need it
people-sum = Total
people-or-marked = {" "}Where people are to judge, write “manager” into “Marked by”, and these words are the criterion.
people-or-marked-behind-quote = . Where people are to judge, write “manager” into “Marked by”, and these words are the criterion.
