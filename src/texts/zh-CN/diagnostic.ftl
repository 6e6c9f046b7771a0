# diagnostic
severity-error = 错误
severity-warning = 警告
severity-note = 提示
explain-what = 什么问题
explain-why = 为什么
explain-example = 例子
explain-mend = 怎么改
