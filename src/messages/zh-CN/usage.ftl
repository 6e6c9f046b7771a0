# 命令写错时的说明
usage-wrong = 命令有误
usage-missing = 缺少必填的参数：{ $argument }
usage-unknown-argument = 没有“{ $argument }”这个参数
usage-unknown-command = 没有“{ $command }”这个命令
usage-no-value = 参数“{ $argument }”后面要写一个值
usage-too-many-values = 参数“{ $argument }”的值太多
usage-invalid-value = “{ $value }”不能用作参数“{ $argument }”的值
usage-repeated = 参数“{ $argument }”写了不止一次
usage-conflict = 参数“{ $argument }”不能与“{ $other }”同时使用
usage-meant = 是不是想写：{ $names }
usage-known = 可以写：{ $names }
usage-help = 加上 --help 可以看到全部说明
