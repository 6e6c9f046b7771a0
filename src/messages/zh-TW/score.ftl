# 得分說明

why-data = 數據
why-data-line = { $measure } = { $value }（{ $cells }）
why-data-no-cell = { $measure } = { $value }
why-previous = { $measure }上期 = { $value }
why-year-ago = { $measure }去年同期 = { $value }
why-state-not-applicable = 不適用
why-state-missing = 未填寫
why-formula = 公式
why-result = 結果
why-not-applicable = 不適用：{ $measure }填的是不適用
why-missing = 缺數據：{ $measure }沒有填寫
why-no-previous = 不適用：沒有{ $measure }的上期數值
why-no-year-ago = 不適用：沒有{ $measure }的去年同期數值
why-earlier-zero = 不適用：{ $measure }的上期數值為 0
why-earlier-loss = 不適用：{ $measure }的上期數值為負數，不能作增長的基數
why-not-theirs = 不適用：個人目標裡本人的權重是 0%
why-division-by-zero = 不適用：公式中的除數為零
why-empty-team = 不適用：部門裡沒有人有{ $measure }的數值
why-value = 實際值
why-calculated = { $formula } = { $value }
why-calculated-by-hand = { $formula }，四捨五入到 { $decimals } 位小數得 { $value }
why-calculated-rounded = { $formula } = { $exact }，四捨五入到 4 位小數得 { $value }
why-withheld = 涉及不足 5 人的部門數值，為保護他人數據，這裡不顯示計算過程
why-rule = 評分標準
why-score = 得分
why-score-line = { $points } 分 ÷ 滿分 { $full } × 100 = { $score }
why-weight = 加權得分
why-weighted = { $score } × { $weight } = { $weighted }
why-weighted-shared = { $score } × { $carried } ÷ { $sum } = { $weighted }（原權重 { $weight }，分擔了不適用指標的權重）
why-points = 權重分：{ $score } 分，計 { $weighted }
why-points-shared = { $score } 分 × { $carried } ÷ { $sum } ÷ { $weight } = { $weighted }
why-signed = { $points } 分，計 { $score }
why-points-alone = { $points } 分
why-start = 起評分 { $start }
why-total = 總分
why-role-total = { $role }：{ $days } 天，{ $total }
why-joint = 按天數加權平均 = { $total }
why-sum = { $lines } = { $total }
why-adjustment = 加減分
why-bonus = 加分 { $amount }：{ $reason }
why-penalty = 減分 { $amount }：{ $reason }
why-veto = 一票否決 { $amount }：{ $reason }，總分記 0 分
why-calibration = 校準 { $amount }：校準為 { $points }，{ $reason }
why-cap = 總分上限 { $amount }：超過總分上限，按 { $cap } 計
why-floor = 保底 { $amount }：合計低於 0，按 0 計
why-total-is = 總分 = { $total }
why-no-total = 沒有適用的指標，沒有總分
why-grade = 等級
why-grade-alone = { $grade }
why-grade-is = { $grade }，績效係數 { $coefficient }
why-pay = { $formula }（{ $values }）= { $amount }
why-pay-none = { $formula }（{ $values }）：算不出績效工資
why-places = 按排名定級：{ $places }。第 { $rank } 名
why-places-tied = 按排名定級：{ $places }。第 { $rank } 名，{ $tied } 人並列，同取較低的等級
quota-line = { $grade } { $people } 人 × { $cap } = { $product } → { $places } 名
quota-rest = { $grade } 其餘 { $places } 名
quota-separator = ；
why-understood = 怎樣理解
why-points-of-rule = 規則計分
why-way-quantity = 計分用的數值是 { $quantity }
why-way-ratio = { $base } × { $value } ÷ { $target } = { $points } 分
why-way-inverse = { $base } × { $target } ÷ { $value } = { $points } 分
why-way-start = 從 { $points } 分起算
why-way-steps = { $far }，計 { $steps } 檔，{ $moved }{ $most }
why-way-no-step = { $far }，不滿一檔
why-way-below = 低了 { $distance }
why-way-above = 高了 { $distance }
why-way-apart = 相差 { $distance }
why-way-counted = { $measure } { $distance }
why-way-off = 扣 { $points } 分
why-way-more = 加 { $points } 分
why-way-at-most = （已達上限）
why-way-tier = 屬於 { $band } 一檔，{ $points } 分
why-way-label = 這一檔得 { $points } 分
why-way-direct = 按評分折算為 { $points } 分
why-way-line = 按線性計算為 { $points } 分
why-way-cap = 超過最高分，按 { $points } 分計
why-way-floor = 低於最低分，按 { $points } 分計
why-way-cut-off = 觸及不得分線，記 0 分
why-rule-veto = 一票否決 { $amount }：指標「{ $kpi }」的評分標準觸發，總分記 0 分
why-calibration-beaten = 校準 { $amount }：一票否決優先，校準為 { $points } 不計，{ $reason }
