outputs-summary = 绩效汇总
outputs-people = 个人评分表
outputs-print = 全员评分表_打印
print-drawn = 图表数据
