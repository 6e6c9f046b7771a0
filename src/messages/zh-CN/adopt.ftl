# 把部门自己的考核表、说明文字变成部门工作簿（scorebook adopt）。

adopt-sheet = 导入说明
adopt-hint = 原来的每一格、每一句去了哪里，变成了什么，哪些要请人看一看。
adopt-guide-note = 本工作簿由部门自己的考核表导入；每一处来自哪里，见「导入说明」。
adopt-head-lacks = 原文里没有、或还要补的
adopt-lacks-nothing = 没有。请填写人员名单和数据，再运行 scorebook check。
adopt-head-pieces = 原文的每一处
adopt-column-file = 文件
adopt-column-place = 位置
adopt-column-words = 原文
adopt-column-where = 去向
adopt-column-as = 作为
adopt-column-look = 请核对
adopt-went-nowhere = 未写入
adopt-in-table = 表{ $table } 第{ $row }行第{ $column }列
adopt-line = 第{ $line }行
adopt-line-part = 第{ $line }行第{ $part }段

adopt-left-dimension = 维度
adopt-left-heading = 表头
adopt-left-title = 标题
adopt-left-label = 栏目名称
adopt-left-person = 个人信息：不是定义
adopt-left-total = 合计行
adopt-left-remark = 备注或签字
adopt-left-number = 序号
adopt-left-cycle = 考核周期：工作簿每月一份
adopt-left-monthly = 每期填写的栏：不是定义
adopt-left-repeated = 重复
adopt-left-no-heading = 没有表头的列
adopt-left-no-name = 这一行没有指标名称
adopt-left-no-role = 没有说明岗位
adopt-left-bonus = 加减分、否决：不是有权重的指标
adopt-left-not-for-role = 不适用于这个岗位
adopt-left-unknown = 没有读懂

adopt-look-left = 没有写入，请看是否需要
adopt-look-mended = 网页复制时断字，已按本文的用词还原，请核对
adopt-look-weight-merged = 权重合并在几个指标上，按维度权重处理；每个指标的权重请补上
adopt-look-weight-zero = 权重全部是 0，没有写入；如果是从起始分加扣分，请看计分方式
adopt-look-deductions = 从起始分加减，计分方式写成扣分制
adopt-look-points-of-weight = 评分标准是按权重分写的，计分方式写成权重分
adopt-look-weight-none = 权重全部是 0：扣分制没有权重
adopt-look-weight-again = 同一指标又有一个权重或分值，没有写入，请核对
adopt-look-department-other = 另一个部门，请看是否要另做一份工作簿
adopt-look-several-roles = 一格里有几个岗位，每个岗位各写了一份，请核对
adopt-look-line-above = 表上面单独的一行，没有写明是什么；请核对下面各指标的岗位
adopt-look-no-heading = 这一列没有表头
adopt-look-no-name = 这一行没有指标名称
adopt-look-bonus = 每月发生的写进「加减分」表，一事一行；否决写进有关指标的评分标准
adopt-look-unknown-column = 不认识的列「{ $heading }」，写入了指标说明
adopt-look-no-formula = 不是算式，写入了指标说明；计算公式用了与指标同名的数据项
adopt-look-cut = 原文到这里中断，后面的内容没有
adopt-look-target-in-words = 不是数字，写入了指标说明
adopt-look-target-shared = 几个指标合用一个目标，每个指标都写了这个数，请核对
adopt-look-target-longer = 表头说的是一年或一个季度的目标，原样写入了这个月，请核对
adopt-look-target-percent = 同一列的百分数都写成 98 这样，这一格照样读作百分之几，请核对
adopt-look-target-unit = 表头的单位是「{ $unit }」，与单位栏不同，请核对
adopt-look-full-of-rule = 评分标准的最高档是 { $points } 分，满分按此填写
adopt-look-criterion = 不能按数据计分，作为评价标准，评分人：{ $by }。{ $why }
adopt-look-marked = 由人评分，评分人：{ $by }
adopt-look-marker-shares = 有几栏评分而没有写各占多少，请核对评分人

adopt-target-in-words = 目标：{ $target }
adopt-note-criterion = 这句话不能按数据计分，作为评价标准由「{ $by }」评分。原因：{ $why }

adopt-mark-self = 自评
adopt-mark-manager = 上级
adopt-mark-peer = 同级
adopt-mark-report = 下级
adopt-mark-customer = 客户
adopt-mark-panel = 评审组

adopt-told-found = 读到 { $roles } 个岗位、{ $kpis } 个指标、{ $duties } 项职责；原文 { $pieces } 处，其中 { $left } 处没有写入（表头、备注等）。
adopt-told-missing = 数据以外还要补 { $blank } 处（共 { $fields } 处，{ $share }%）；请核对 { $looks } 处。
adopt-told-next = 每一处去了哪里见「导入说明」；补好后运行 scorebook check { $out }。

form-group-person = 每人一次
form-group-kpi = 每个指标一行
form-group-duty = 每项职责一行
form-group-adjustment = 每条加减分一行
form-checked = 表样可用：共 { $count } 处占位符。用 scorebook run … --form 填写。
form-marked = 写入了 { $count } 处占位符，请打开核对，再运行 scorebook form check。
