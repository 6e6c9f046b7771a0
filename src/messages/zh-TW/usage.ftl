# 命令寫錯時的說明
usage-wrong = 命令有誤
usage-missing = 缺少必填的參數：{ $argument }
usage-unknown-argument = 沒有「{ $argument }」這個參數
usage-unknown-command = 沒有「{ $command }」這個命令
usage-no-value = 參數「{ $argument }」後面要寫一個值
usage-too-many-values = 參數「{ $argument }」的值太多
usage-invalid-value = 「{ $value }」不能當作參數「{ $argument }」的值
usage-repeated = 參數「{ $argument }」寫了不止一次
usage-conflict = 參數「{ $argument }」不能與「{ $other }」同時使用
usage-meant = 是不是想寫：{ $names }
usage-known = 可以寫：{ $names }
usage-help = 加上 --help 可以看到全部說明
