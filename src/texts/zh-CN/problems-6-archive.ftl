E601 = { $period } 已关闭
