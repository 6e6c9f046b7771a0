people-probation = 試用期
people-comma = 、
people-gap = 　
people-count = { $what ->
    [marks] （{ $count } 個評分）
   *[people] （{ $count } 人）
 }
people-marked-by = 由{ $by }評分，{ $low }～{ $high } 分{ $has-levels ->
    [yes] ，可填等級：{ $levels }
   *[no] {""}
 }；得分即評分
people-points = { $points } / { $full } 分
people-comment = 上級評語：{ $text }
people-mark-line = { $category } { $mean }{ $count ->
    [none] {""}
   *[other] { $what ->
        [marks] （{ $count } 個評分）
       *[people] （{ $count } 人）
     }
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
people-opinion = 員工意見
people-interview = 面談記錄
people-grades = 等級說明：{ $grades }
people-on-probation = { $role }（試用期）
people-comma-full = ，
people-colon = ：
people-pay-usual = 基數×係數
people-pay-note = 績效工資 = { $formula }；含敏感資訊，請只給需要的人
people-sum = 合計
people-or-marked = 要由人來評，在「評分人」寫「上級」，這段話就作為評分標準。
people-or-marked-behind-quote = 。要由人來評，在「評分人」寫「上級」，這段話就作為評分標準。
