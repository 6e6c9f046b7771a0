# 命令行
cli = 绩效簿：读入部门的月度工作簿，算出精确、可解释的绩效得分，生成可以直接发放的评分表
cli-heading-commands = 命令
cli-heading-usage = 用法：
cli-heading-arguments = 参数
cli-heading-options = 选项
cli-lang = 消息所用的语言；不写时用工作簿的语言
cli-quiet = 只显示问题，不显示进度和结尾
cli-help = 显示帮助
cli-version = 显示版本
cli-failure = 程序未能完成：

cli-completions = 生成命令行补全脚本
cli-completions-shell = 哪一种命令行
cli-man = 生成使用手册页
