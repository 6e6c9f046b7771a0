outputs-summary = 績效彙總
outputs-people = 個人評分表
outputs-print = 全員評分表_列印
print-drawn = 圖表數據
