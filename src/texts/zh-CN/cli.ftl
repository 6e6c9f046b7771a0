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
cli-archive = 查看和管理档案
cli-archive-list = 列出已归档的部门和周期
cli-archive-list-archive = 档案文件夹
cli-archive-show = 显示一个周期的各个版本、变化和关闭记录
cli-archive-show-archive = 档案文件夹
cli-archive-show-department = 部门名称
cli-archive-show-period = 考核周期
cli-archive-close = 关闭一个周期，不再接收新版本
cli-archive-close-archive = 档案文件夹
cli-archive-close-department = 部门名称
cli-archive-close-period = 考核周期
cli-archive-reopen = 说明原因，重新打开一个周期
cli-archive-reopen-archive = 档案文件夹
cli-archive-reopen-department = 部门名称
cli-archive-reopen-period = 考核周期
cli-archive-reopen-reason = 重新打开的原因，会记入档案
cli-archive-export = 把结果导出为一张表：每人每周期每指标一行
cli-archive-export-archive = 档案文件夹
cli-archive-export-department = 只导出这个部门
cli-archive-export-csv = 以 CSV 格式写到标准输出

cli-rule = 说明一条评分标准怎样理解，并算出得分
cli-rule-text = 评分标准的原文
cli-rule-target = 目标值
cli-rule-value = 要计分的数值
cli-rule-full = 满分
cli-rule-unit = 单位
cli-rule-json = 输出 JSON

cli-explain = 说明一个问题代码的意思、原因和改法
cli-explain-code = 问题代码，例如 E201
cli-explain-unknown = 没有 { $code } 这个问题代码。代码由一个字母和三位数字组成，例如 E201。
cli-explain-nearest = 没有 { $code } 这个问题代码。相近的有：{ $near }
