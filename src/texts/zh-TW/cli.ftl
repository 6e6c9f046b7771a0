# 命令列
cli = 績效簿：讀入部門的月度活頁簿，算出精確、可解釋的績效得分，產生可以直接發放的評分表
cli-heading-commands = 命令
cli-heading-usage = 用法：
cli-heading-arguments = 參數
cli-heading-options = 選項
cli-lang = 訊息所用的語言；不寫時用活頁簿的語言
cli-quiet = 只顯示問題，不顯示進度和結尾
cli-help = 顯示說明
cli-version = 顯示版本
cli-failure = 程式未能完成：

cli-completions = 產生命令列補全腳本
cli-completions-shell = 哪一種命令列
cli-man = 產生使用手冊頁
cli-archive = 檢視和管理檔案庫
cli-archive-list = 列出已歸檔的部門和週期
cli-archive-list-archive = 檔案庫資料夾
cli-archive-show = 顯示一個週期的各個版本、變化和關閉記錄
cli-archive-show-archive = 檔案庫資料夾
cli-archive-show-department = 部門名稱
cli-archive-show-period = 考核週期
cli-archive-close = 關閉一個週期，不再接收新版本
cli-archive-close-archive = 檔案庫資料夾
cli-archive-close-department = 部門名稱
cli-archive-close-period = 考核週期
cli-archive-reopen = 說明原因，重新開啟一個週期
cli-archive-reopen-archive = 檔案庫資料夾
cli-archive-reopen-department = 部門名稱
cli-archive-reopen-period = 考核週期
cli-archive-reopen-reason = 重新開啟的原因，會記入檔案庫
cli-archive-export = 把結果匯出為一張表：每人每週期每指標一列
cli-archive-export-archive = 檔案庫資料夾
cli-archive-export-department = 只匯出這個部門
cli-archive-export-csv = 以 CSV 格式寫到標準輸出

cli-rule = 說明一條評分標準怎樣理解，並算出得分
cli-rule-text = 評分標準的原文
cli-rule-target = 目標值
cli-rule-value = 要計分的數值
cli-rule-full = 滿分
cli-rule-unit = 單位
cli-rule-json = 輸出 JSON
<<<<<<< Updated upstream

cli-explain = 說明一個問題代碼的意思、原因和改法
cli-explain-code = 問題代碼，例如 E201
cli-explain-unknown = 沒有 { $code } 這個問題代碼。代碼由一個字母和三位數字組成，例如 E201。
cli-explain-nearest = 沒有 { $code } 這個問題代碼。相近的有：{ $near }
=======
cli-check = 檢查活頁簿，一次列出全部問題，不計分
cli-check-file = 活頁簿或資料夾
cli-check-archive = 歸檔資料夾，環比和同比從這裡取上期資料
cli-check-json = 把問題以 JSON 輸出到標準輸出
cli-check-clean = { $file }：沒有錯誤，警告 { $warnings } 條，提示 { $notes } 條
cli-check-errors = { $file }：錯誤 { $errors } 條，警告 { $warnings } 條，提示 { $notes } 條；改好後再執行一次

cli-run = 計分並產生彙總表和每個人的評分表
cli-run-input = 活頁簿或資料夾，可以有多個
cli-run-out = 結果放到哪個資料夾
cli-run-archive = 歸檔資料夾；不寫則不歸檔，環比和同比指標不適用
cli-run-jobs = 同時處理幾個部門
cli-run-no-person-files = 不產生個人評分表
cli-run-json = 把結果概要以 JSON 輸出到標準輸出
cli-run-done = { $department } { $period }：{ $people } 人已計分，結果在 { $results }
cli-run-skipped = { $file }：已略過
cli-run-refused = { $file }：有 { $errors } 條錯誤，沒有計分
cli-run-totals = 共 { $files } 個檔案：完成 { $done } 個，有錯誤 { $problems } 個，程式未能完成 { $failed } 個
cli-run-archived = 已歸檔為 { $revision }
cli-run-archived-same = 與已歸檔的 { $revision } 完全相同，歸檔沒有變化
cli-run-archived-changed = 已歸檔為 { $revision }，與上一版相比：

cli-watch = 看守一個投遞資料夾，放進去的活頁簿自動處理
cli-watch-inbox = 投遞資料夾
cli-watch-archive = 歸檔資料夾
cli-watch-once = 處理完現有檔案就結束，供排程使用
>>>>>>> Stashed changes
