# 得分说明

why-data = 数据
why-data-line = { $measure } = { $value }（{ $cells }）
why-data-no-cell = { $measure } = { $value }
why-previous = { $measure }上期 = { $value }
why-year-ago = { $measure }去年同期 = { $value }
why-state-not-applicable = 不适用
why-state-missing = 未填写
why-formula = 公式
why-result = 结果
why-not-applicable = 不适用：{ $measure }填的是不适用
why-missing = 缺数据：{ $measure }没有填写
why-no-previous = 不适用：没有{ $measure }的上期数值
why-no-year-ago = 不适用：没有{ $measure }的去年同期数值
why-earlier-zero = 不适用：{ $measure }的上期数值为 0
why-earlier-loss = 不适用：{ $measure }的上期数值为负数，不能作增长的基数
why-not-theirs = 不适用：个人目标里本人的权重是 0%
why-division-by-zero = 不适用：公式中的除数为零
why-empty-team = 不适用：部门里没有人有{ $measure }的数值
why-value = 实际值
why-calculated = { $formula } = { $value }
why-calculated-by-hand = { $formula }，四舍五入到 { $decimals } 位小数得 { $value }
why-calculated-rounded = { $formula } = { $exact }，四舍五入到 4 位小数得 { $value }
why-withheld = 涉及不足 5 人的部门数值，为保护他人数据，这里不显示计算过程
why-rule = 评分标准
why-score = 得分
why-score-line = { $points } 分 ÷ 满分 { $full } × 100 = { $score }
why-weight = 加权得分
why-weighted = { $score } × { $weight } = { $weighted }
why-weighted-shared = { $score } × { $carried } ÷ { $sum } = { $weighted }（原权重 { $weight }，分担了不适用指标的权重）
why-points = 权重分：{ $score } 分，计 { $weighted }
why-points-shared = { $score } 分 × { $carried } ÷ { $sum } ÷ { $weight } = { $weighted }
why-signed = { $points } 分，计 { $score }
why-points-alone = { $points } 分
why-start = 起评分 { $start }
why-total = 总分
why-role-total = { $role }：{ $days } 天，{ $total }
why-joint = 按天数加权平均 = { $total }
why-sum = { $lines } = { $total }
why-adjustment = 加减分
why-bonus = 加分 { $amount }：{ $reason }
why-penalty = 减分 { $amount }：{ $reason }
why-veto = 一票否决 { $amount }：{ $reason }，总分记 0 分
why-calibration = 校准 { $amount }：校准为 { $points }，{ $reason }
why-cap = 总分上限 { $amount }：超过总分上限，按 { $cap } 计
why-floor = 保底 { $amount }：合计低于 0，按 0 计
why-total-is = 总分 = { $total }
why-no-total = 没有适用的指标，没有总分
why-grade = 等级
why-grade-alone = { $grade }
why-grade-is = { $grade }，绩效系数 { $coefficient }
why-pay = { $formula }（{ $values }）= { $amount }
why-pay-none = { $formula }（{ $values }）：算不出绩效工资
why-places = 按排名定级：{ $places }。第 { $rank } 名
why-places-tied = 按排名定级：{ $places }。第 { $rank } 名，{ $tied } 人并列，同取较低的等级
quota-line = { $grade } { $people } 人 × { $cap } = { $product } → { $places } 名
quota-rest = { $grade } 其余 { $places } 名
quota-separator = ；
why-understood = 怎样理解
why-points-of-rule = 规则计分
why-way-quantity = 计分用的数值是 { $quantity }
why-way-ratio = { $base } × { $value } ÷ { $target } = { $points } 分
why-way-inverse = { $base } × { $target } ÷ { $value } = { $points } 分
why-way-start = 从 { $points } 分起算
why-way-steps = { $far }，计 { $steps } 档，{ $moved }{ $most }
why-way-no-step = { $far }，不满一档
why-way-below = 低了 { $distance }
why-way-above = 高了 { $distance }
why-way-apart = 相差 { $distance }
why-way-counted = { $measure } { $distance }
why-way-off = 扣 { $points } 分
why-way-more = 加 { $points } 分
why-way-at-most = （已到上限）
why-way-tier = 属于 { $band } 一档，{ $points } 分
why-way-label = 这一档得 { $points } 分
why-way-direct = 按评分折算为 { $points } 分
why-way-line = 按线性计算为 { $points } 分
why-way-cap = 超过最高分，按 { $points } 分计
why-way-floor = 低于最低分，按 { $points } 分计
why-way-cut-off = 触及不得分线，记 0 分
why-rule-veto = 一票否决 { $amount }：指标“{ $kpi }”的评分标准触发，总分记 0 分
why-calibration-beaten = 校准 { $amount }：一票否决优先，校准为 { $points } 不计，{ $reason }
