# diagnostic
severity-error = 錯誤
severity-warning = 警告
severity-note = 提示
explain-what = 什麼問題
explain-why = 為什麼
explain-example = 例子
explain-mend = 怎麼改
