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
<<<<<<< Updated upstream

cli-explain = 说明一个问题代码的意思、原因和改法
cli-explain-code = 问题代码，例如 E201
cli-explain-unknown = 没有 { $code } 这个问题代码。代码由一个字母和三位数字组成，例如 E201。
cli-explain-nearest = 没有 { $code } 这个问题代码。相近的有：{ $near }
=======
cli-check = 检查工作簿，一次列出全部问题，不计分
cli-check-file = 工作簿或文件夹
cli-check-archive = 归档文件夹，环比和同比从这里取上期数据
cli-check-json = 把问题以 JSON 输出到标准输出
cli-check-clean = { $file }：没有错误，警告 { $warnings } 条，提示 { $notes } 条
cli-check-errors = { $file }：错误 { $errors } 条，警告 { $warnings } 条，提示 { $notes } 条；改好后再运行一次

cli-run = 计分并生成汇总表和每个人的评分表
cli-run-input = 工作簿或文件夹，可以有多个
cli-run-out = 结果放到哪个文件夹
cli-run-archive = 归档文件夹；不写则不归档，环比和同比指标不适用
cli-run-jobs = 同时处理几个部门
cli-run-no-person-files = 不生成个人评分表
cli-run-json = 把结果概要以 JSON 输出到标准输出
cli-run-done = { $department } { $period }：{ $people } 人已计分，结果在 { $results }
cli-run-skipped = { $file }：已跳过
cli-run-refused = { $file }：有 { $errors } 条错误，没有计分
cli-run-totals = 共 { $files } 个文件：完成 { $done } 个，有错误 { $problems } 个，程序未能完成 { $failed } 个
cli-run-archived = 已归档为 { $revision }
cli-run-archived-same = 与已归档的 { $revision } 完全相同，归档没有变化
cli-run-archived-changed = 已归档为 { $revision }，与上一版相比：

cli-watch = 看守一个投递文件夹，放进去的工作簿自动处理
cli-watch-inbox = 投递文件夹
cli-watch-archive = 归档文件夹
cli-watch-once = 处理完现有文件就结束，供定时任务使用
>>>>>>> Stashed changes
