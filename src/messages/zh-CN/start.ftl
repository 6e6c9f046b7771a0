# 第一分钟：菜单、拖放文件、结果放在哪里
beside-results = 绩效结果
beside-archive = 绩效档案
desktop-press-a-key = 按任意键关闭窗口
open-hand-out = 可以打印和发放的文件都在 { $folder }
start-head = 绩效簿 { $version }　　文件夹：{ $folder }
start-found-department = 部门工作簿：{ $department } { $period }（{ $file }）
start-found-others = 别的表格 { $count } 个：{ $files }
start-found-results = 已有结果：{ $folder }
start-found-archive = 已有档案：{ $folder }
start-found-nothing = 这里还没有绩效工作簿
start-choices = 可以做什么（每一项下面是它代表的命令）：
start-question = 输入编号，按回车（直接按回车退出）：
start-back = 按回车回到菜单：
start-no-such-choice = 请输入 1 到 { $count } 之间的编号
start-more = 也可以把工作簿拖到程序图标上：没有错误就计分，有错误就在旁边列出问题。全部命令：scorebook 帮助
start-now = 现在就做吗？输入“是”并按回车；直接按回车表示不做：
start-check = 检查 { $file }：一次列出全部问题，不计分
start-run = 计分 { $file }：汇总表和每个人的评分表放进“绩效结果”
start-run-all = 计分这个文件夹里的全部 { $count } 个工作簿
start-run-archived = 计分 { $file } 并存档：新建“{ $folder }”，以后每月的环比、走势都从这里来
start-why = 看一个人的得分是怎样算出来的（{ $file }）
start-why-question = 哪一位？输入工号或姓名，按回车：
start-why-whom = 姓名
start-close = 关闭 { $department } { $period }：存档定稿，不再接收新版本（要改时写明理由重开）
start-next = 准备{ $department }下一个月的工作簿：沿用指标和人员，清空数据
start-show-results = 打开结果文件夹
start-adopt = 把 { $file } 整理成部门工作簿
start-adopted-name = { $file }_部门工作簿
start-sample = 先看样子：生成一个填好示例数据的工作簿
start-new = 新建一个空白的部门工作簿
start-found-form = 公司自己的评分表样：{ $file }
start-run-form = 计分 { $file }，每人另有一份填好的 { $form }
start-form = 看看评分表样 { $file } 要填什么（计分时用 --form 给每人填一份）
start-templates-use = 用其中一个新建：scorebook new 名称（想先看样子再加 --sample）
start-templates = 看看有哪些模板
cli-without-command =
    不写命令时：
      scorebook            看这个文件夹里可以做什么
      scorebook 文件…      检查这些工作簿；没有错误就计分，结果放在旁边的“绩效结果”
      scorebook 帮助       显示这些说明
cli-start = 看这个文件夹里可以做什么
cli-open = 检查工作簿，没有错误就计分
cli-open-file = 工作簿或文件夹
