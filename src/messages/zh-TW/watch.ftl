# 投遞資料夾
watch-folder-done = 已處理
watch-folder-returned = 退回
watch-folder-results = 結果
watch-problem-list = { $file }_問題清單
watch-started = 正在看守 { $inbox }，放進去的活頁簿會自動處理；按 Ctrl-C 停止
watch-stopped = 已停止看守
watch-other = { $inbox } 正由另一個看守程式處理，這一個不再啟動
watch-status = 看守中 · 完成 { $done } · 退回 { $returned } · 開啟中 { $held } · 最近 { $last }
watch-line-done = 完成 { $file }：{ $department } { $period }，{ $people } 人已計分
watch-line-passed-over = 略過 { $file }：這是本程式產生的結果，不是要計分的活頁簿
watch-line-returned = 退回 { $file }：{ $errors } 條錯誤，見旁邊的問題清單
watch-line-refused = 退回 { $file }：{ $code } { $reason }
watch-line-change = 變化 { $file }：{ $change }
watch-line-changes-more = 變化 { $file }：另有 { $count } 處，見檔案庫
watch-line-failed = 暫緩 { $file }：{ $reason }；檔案留在原處，稍後再試
watch-line-held = 等待 { $file }：還在其他程式中開啟或尚未複製完，關閉後自動處理
watch-line-lost = 暫時看不到投遞資料夾：{ $reason }；恢復後自動繼續
