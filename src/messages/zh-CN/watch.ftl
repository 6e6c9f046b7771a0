# 投递文件夹
watch-folder-done = 已处理
watch-folder-returned = 退回
watch-folder-results = 结果
watch-problem-list = { $file }_问题清单
watch-started = 正在看守 { $inbox }，放进去的工作簿会自动处理；按 Ctrl-C 停止
watch-stopped = 已停止看守
watch-other = { $inbox } 正由另一个看守程序处理，这一个不再启动
watch-status = 看守中 · 完成 { $done } · 退回 { $returned } · 打开着 { $held } · 最近 { $last }
watch-line-done = 完成 { $file }：{ $department } { $period }，{ $people } 人已计分
watch-line-passed-over = 略过 { $file }：这是本程序生成的结果，不是要计分的工作簿
watch-line-returned = 退回 { $file }：{ $errors } 条错误，见旁边的问题清单
watch-line-refused = 退回 { $file }：{ $code } { $reason }
watch-line-change = 变化 { $file }：{ $change }
watch-line-changes-more = 变化 { $file }：另有 { $count } 处，见档案
watch-line-failed = 暂缓 { $file }：{ $reason }；文件留在原处，稍后再试
watch-line-held = 等待 { $file }：还在别的程序里打开着或没有复制完，关闭后自动处理
watch-line-lost = 暂时看不到投递文件夹：{ $reason }；恢复后自动继续
