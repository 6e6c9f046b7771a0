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
why-division-by-zero = 不适用：公式中的除数为零
why-empty-team = 不适用：部门里没有人有{ $measure }的数值
why-value = 实际值
why-calculated = { $formula } = { $value }
why-calculated-rounded = { $formula } = { $exact }，四舍五入到 4 位小数得 { $value }
why-rule = 评分标准
why-score = 得分
why-score-line = { $points } 分 ÷ 满分 { $full } × 100 = { $score }
why-weight = 加权得分
why-weighted = { $score } × { $weight } = { $weighted }
why-weighted-shared = { $score } × { $carried } ÷ { $sum } = { $weighted }（原权重 { $weight }，分担了不适用指标的权重）
why-points = 权重分：{ $score } 分，计 { $weighted }
why-points-shared = { $score } 分 × { $carried } ÷ { $sum } ÷ { $weight } = { $weighted }
why-total = 总分
why-role-total = { $role }：{ $days } 天，{ $total }
why-joint = 按天数加权平均 = { $total }
why-sum = { $lines } = { $total }
why-adjustment = 加减分
why-bonus = 加 { $points }：{ $reason }
why-penalty = 减 { $points }：{ $reason }
why-veto = 一票否决，总分为 0：{ $reason }
why-calibration = 校准为 { $points }：{ $reason }
why-cap = 超过总分上限，按 { $cap } 计
why-floor = 低于 0，按 0 计
why-total-is = 总分 = { $total }
why-no-total = 没有适用的指标，没有总分
why-grade = 等级
why-grade-is = { $grade }，绩效系数 { $coefficient }
why-next-grade = 距离 { $grade }（{ $lowest } 分）还差 { $gap } 分
