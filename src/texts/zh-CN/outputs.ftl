outputs-summary = 绩效汇总
outputs-people = 个人评分表
