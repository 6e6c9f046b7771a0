outputs-summary = 績效彙總
outputs-people = 個人評分表
