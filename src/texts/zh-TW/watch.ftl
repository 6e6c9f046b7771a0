# 投遞資料夾
watch-folder-done = 已處理
watch-folder-returned = 退回
watch-folder-results = 結果
watch-problem-list = { $file }_問題清單
watch-started = 正在看守 { $inbox }，放進去的活頁簿會自動處理；按 Ctrl-C 停止
watch-stopped = 已停止看守
watch-line-done = 完成 { $file }：{ $people } 人已計分
watch-line-returned = 退回 { $file }：{ $errors } 條錯誤，見旁邊的問題清單
watch-line-failed = 暫緩 { $file }：{ $reason }；檔案留在原處，稍後再試
