people-probation = On probation
people-not-appraised = Not appraised
people-comma = {", "}
people-gap = {"  "}
people-count = {" "}({ $count })
people-marked-by = Marked by { $by }, from { $low } to { $high }{ $has-levels ->
    [yes] ; levels: { $levels }
   *[no] {""}
 }; the mark gives the points
people-withheld-few = fewer than 3: within the value only
people-comment = Manager: { $text }
people-mark-line = { $category } { $mean }{ $count ->
    [none] {""}
   *[other] {" "}({ $count })
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
