E601 = { $period } 已關閉
