# 把部門自己的考核表、說明文字變成部門活頁簿（scorebook adopt）。

adopt-sheet = 匯入說明
adopt-hint = 原來的每一格、每一句去了哪裡，變成了什麼，哪些要請人看一看。
adopt-guide-note = 本活頁簿由部門自己的考核表匯入；每一處來自哪裡，見「匯入說明」。
adopt-head-lacks = 原文裡沒有、或還要補的
adopt-lacks-nothing = 沒有。請填寫人員名單和數據，再執行 scorebook check。
adopt-head-pieces = 原文的每一處
adopt-column-file = 檔案
adopt-column-place = 位置
adopt-column-words = 原文
adopt-column-where = 去向
adopt-column-as = 作為
adopt-column-look = 請核對
adopt-went-nowhere = 未寫入
adopt-in-table = 表{ $table } 第{ $row }列第{ $column }欄
adopt-line = 第{ $line }行
adopt-line-part = 第{ $line }行第{ $part }段

adopt-left-dimension = 維度
adopt-left-heading = 表頭
adopt-left-title = 標題
adopt-left-label = 欄目名稱
adopt-left-person = 個人資料：不是定義
adopt-left-total = 合計列
adopt-left-remark = 備註或簽名
adopt-left-number = 序號
adopt-left-cycle = 考核週期：活頁簿每月一份
adopt-left-monthly = 每期填寫的欄：不是定義
adopt-left-repeated = 重複
adopt-left-no-heading = 沒有表頭的欄
adopt-left-no-name = 這一列沒有指標名稱
adopt-left-no-role = 沒有說明崗位
adopt-left-bonus = 加減分、否決：不是有權重的指標
adopt-left-not-for-role = 不適用於這個崗位
adopt-left-unknown = 沒有讀懂

adopt-look-left = 沒有寫入，請看是否需要
adopt-look-mended = 網頁複製時斷字，已按本文的用詞還原，請核對
adopt-look-weight-merged = 權重合併在幾個指標上，按維度權重處理；每個指標的權重請補上
adopt-look-weight-zero = 權重全部是 0，沒有寫入；如果是從起始分加扣分，請看計分方式
adopt-look-deductions = 從起始分加減，計分方式寫成扣分制
adopt-look-points-of-weight = 評分標準是按權重分寫的，計分方式寫成權重分
adopt-look-weight-none = 權重全部是 0：扣分制沒有權重
adopt-look-weight-again = 同一指標又有一個權重或分值，沒有寫入，請核對
adopt-look-department-other = 另一個部門，請看是否要另做一份活頁簿
adopt-look-several-roles = 一格裡有幾個崗位，每個崗位各寫了一份，請核對
adopt-look-line-above = 表上面單獨的一行，沒有寫明是什麼；請核對下面各指標的崗位
adopt-look-no-heading = 這一欄沒有表頭
adopt-look-no-name = 這一列沒有指標名稱
adopt-look-bonus = 每月發生的寫進「加減分」表，一事一列；否決寫進有關指標的評分標準
adopt-look-unknown-column = 不認識的欄「{ $heading }」，寫入了指標說明
adopt-look-no-formula = 不是算式，寫入了指標說明；計算公式用了與指標同名的數據項
adopt-look-cut = 原文到這裡中斷，後面的內容沒有
adopt-look-target-in-words = 不是數字，寫入了指標說明
adopt-look-target-shared = 幾個指標合用一個目標，每個指標都寫了這個數，請核對
adopt-look-target-longer = 表頭說的是一年或一個季度的目標，原樣寫入了這個月，請核對
adopt-look-target-percent = 同一欄的百分數都寫成 98 這樣，這一格照樣讀作百分之幾，請核對
adopt-look-target-unit = 表頭的單位是「{ $unit }」，與單位欄不同，請核對
adopt-look-full-of-rule = 評分標準的最高檔是 { $points } 分，滿分按此填寫
adopt-look-criterion = 不能按數據計分，作為評價標準，評分人：{ $by }。{ $why }
adopt-look-marked = 由人評分，評分人：{ $by }
adopt-look-marker-shares = 有幾欄評分而沒有寫各占多少，請核對評分人

adopt-target-in-words = 目標：{ $target }
adopt-note-criterion = 這句話不能按數據計分，作為評價標準由「{ $by }」評分。原因：{ $why }

adopt-mark-self = 自評
adopt-mark-manager = 上級
adopt-mark-peer = 同級
adopt-mark-report = 下級
adopt-mark-customer = 客戶
adopt-mark-panel = 評審組

adopt-told-found = 讀到 { $roles } 個崗位、{ $kpis } 個指標、{ $duties } 項職責；原文 { $pieces } 處，其中 { $left } 處沒有寫入（表頭、備註等）。
adopt-told-missing = 數據以外還要補 { $blank } 處（共 { $fields } 處，{ $share }%）；請核對 { $looks } 處。
adopt-told-next = 每一處去了哪裡見「匯入說明」；補好後執行 scorebook check { $out }。

form-group-person = 每人一次
form-group-kpi = 每個指標一行
form-group-duty = 每項職責一行
form-group-adjustment = 每條加減分一行
form-checked = 表樣可用：共 { $count } 處佔位符。用 scorebook run … --form 填寫。
form-marked = 寫入了 { $count } 處佔位符，請開啟覈對，再執行 scorebook form check。
