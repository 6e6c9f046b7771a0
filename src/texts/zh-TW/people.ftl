people-probation = 試用期
people-not-appraised = 不參評
people-comma = 、
people-gap = 　
people-count = （{ $count } 人）
people-marked-by = 由{ $by }評分，{ $low }～{ $high } 分{ $has-levels ->
    [yes] ，可填等級：{ $levels }
   *[no] {""}
 }；得分即評分
people-withheld-few = 不足 3 人，計入實際值，不單列
people-comment = 上級評語：{ $text }
people-mark-line = { $category } { $mean }{ $count ->
    [none] {""}
   *[other] （{ $count } 人）
 }{ $cells ->
    [none] {""}
   *[other] ：{ $cells }
 }
people-mark-none = { $category } 沒有評分
people-mark-absent = { $category } 不適用
people-mark-few = { $category } 不足 3 人，計入實際值，不單列
people-mark-value = { $way } = { $value }
people-own-goal = 個人目標
people-why-own = 本人的目標或權重：目標 { $target }，權重 { $weight }
