# 投递文件夹
watch-folder-done = 已处理
watch-folder-returned = 退回
watch-folder-results = 结果
watch-problem-list = { $file }_问题清单
watch-started = 正在看守 { $inbox }，放进去的工作簿会自动处理；按 Ctrl-C 停止
watch-stopped = 已停止看守
watch-line-done = 完成 { $file }：{ $people } 人已计分
watch-line-returned = 退回 { $file }：{ $errors } 条错误，见旁边的问题清单
watch-line-failed = 暂缓 { $file }：{ $reason }；文件留在原处，稍后再试
