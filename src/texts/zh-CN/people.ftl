people-probation = 试用期
people-not-appraised = 不参评
people-comma = 、
people-gap = 　
people-count = （{ $count } 人）
people-marked-by = 由{ $by }评分，{ $low }～{ $high } 分{ $has-levels ->
    [yes] ，可填等级：{ $levels }
   *[no] {""}
 }；得分即评分
people-withheld-few = 不足 3 人，计入实际值，不单列
people-comment = 上级评语：{ $text }
people-mark-line = { $category } { $mean }{ $count ->
    [none] {""}
   *[other] （{ $count } 人）
 }{ $cells ->
    [none] {""}
   *[other] ：{ $cells }
 }
people-mark-none = { $category } 没有评分
people-mark-absent = { $category } 不适用
people-mark-few = { $category } 不足 3 人，计入实际值，不单列
people-mark-value = { $way } = { $value }
people-own-goal = 个人目标
people-why-own = 本人的目标或权重：目标 { $target }，权重 { $weight }
