people-probation = 试用期
people-comma = 、
people-gap = 　
people-count = { $what ->
    [marks] （{ $count } 个评分）
   *[people] （{ $count } 人）
 }
people-marked-by = 由{ $by }评分，{ $low }～{ $high } 分{ $has-levels ->
    [yes] ，可填等级：{ $levels }
   *[no] {""}
 }；得分即评分
people-points = { $points } / { $full } 分
people-comment = 上级评语：{ $text }
people-mark-line = { $category } { $mean }{ $count ->
    [none] {""}
   *[other] { $what ->
        [marks] （{ $count } 个评分）
       *[people] （{ $count } 人）
     }
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
people-opinion = 员工意见
people-interview = 面谈记录
people-grades = 等级说明：{ $grades }
people-on-probation = { $role }（试用期）
people-comma-full = ，
people-colon = ：
people-pay-usual = 基数×系数
people-pay-note = 绩效工资 = { $formula }；含敏感信息，请只给需要的人
people-sum = 合计
people-or-marked = 要由人来评，在“评分人”写“上级”，这段话就作为评分标准。
people-or-marked-behind-quote = 。要由人来评，在“评分人”写“上级”，这段话就作为评分标准。
