# 发出和收回的评分
ratings-file = 评分
ratings-title = 评分表：{ $rater }
ratings-heading = 评分 · { $role }
ratings-rater = 评分人：{ $rater }{ $has-id ->
    [no] {""}
   *[yes] （{ $id }）
 }
ratings-how = 请按下面的评分标准，在浅色的格里给每个人评分，可以写评语；不了解、不适用的填“不适用”。填好后保存，把整个文件发回，不用改文件名。
ratings-how-sheets = 请按下面的评分标准，在浅色的格里给每个人评分，可以写评语；不了解、不适用的填“不适用”。共 { $count } 张表要填：{ $tabs }。填好后保存，把整个文件发回，不用改文件名。
ratings-may-enter = 可以填
ratings-criterion = 评分标准
ratings-bounds = { $low }～{ $high } 分{ $has-levels ->
    [yes] ，或选：{ $levels }
   *[no] {""}
 }
ratings-meaning = 指标说明：{ $text }
ratings-prompt-mark = { $bounds }；不了解、不适用填“不适用”
ratings-warning-mark = 可以填：{ $bounds }；或“不适用”。超出范围的评分会被退回。
ratings-prompt-comment = 可以不写；上级的评语会印在本人的评分表上
ratings-identity = 识别信息
ratings-leave = 程序靠这一页认出这份评分表，请不要改动
ratings-identity-department = 部门
ratings-identity-period = 考核周期
ratings-identity-id = 评分人工号
ratings-identity-rater = 评分人
ratings-sent-line = { $file }	{ $rater }	{ $people } { $some ->
    [one] 人
   *[many] 人
 }{ $locked ->
    [yes] 	有打开密码
   *[no] {""}
 }
ratings-sent = { $count } 份评分表在 { $folder }{ $has-untold ->
    [yes] ；另有 { $untold } 处没有人评，见上面的警告
   *[no] {""}
 }
ratings-comma = 、
ratings-nobody = 没有可以发的评分表：先按上面的提示写明由谁来评
ratings-collected = { $answered }/{ $asked } 位评分人已答，{ $rows } 行 { $marks } 个评分写入 { $out }
ratings-not-collected = 有 { $errors } 条错误，没有写入；改好后再运行一次
cli-ratings = 给每位评分人发一份评分表，再把收回的评分放进部门工作簿
cli-ratings-send = 生成评分表：每位评分人一份，只有他要评的人
cli-ratings-send-file = 部门工作簿
cli-ratings-send-out = 评分表放到哪个文件夹
cli-ratings-collect = 读入收回的评分表，写进部门工作簿的一个副本
cli-ratings-collect-file = 部门工作簿
cli-ratings-collect-folder = 放着收回的评分表的文件夹
cli-ratings-collect-out = 副本写到这个文件
cli-ratings-collect-force = 文件已经存在时覆盖它
