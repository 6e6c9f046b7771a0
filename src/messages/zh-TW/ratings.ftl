# 發出和收回的評分
ratings-file = 評分
ratings-title = 評分表：{ $rater }
ratings-heading = 評分 · { $role }
ratings-rater = 評分人：{ $rater }{ $has-id ->
    [no] {""}
   *[yes] （{ $id }）
 }
ratings-how = 請按下面的評分標準，在淺色的格裡給每個人評分，可以寫評語；不了解、不適用的填「不適用」。填好後儲存，把整個檔案寄回，不用改檔名。
ratings-how-sheets = 請按下面的評分標準，在淺色的格裡給每個人評分，可以寫評語；不了解、不適用的填「不適用」。共 { $count } 張表要填：{ $tabs }。填好後儲存，把整個檔案寄回，不用改檔名。
ratings-may-enter = 可以填
ratings-criterion = 評分標準
ratings-bounds = { $low }～{ $high } 分{ $has-levels ->
    [yes] ，或選：{ $levels }
   *[no] {""}
 }
ratings-meaning = 指標說明：{ $text }
ratings-prompt-mark = { $bounds }；不了解、不適用填「不適用」
ratings-warning-mark = 可以填：{ $bounds }；或「不適用」。超出範圍的評分會被退回。
ratings-prompt-comment = 可以不寫；上級的評語會印在本人的評分表上
ratings-identity = 識別資訊
ratings-leave = 程式靠這一頁認出這份評分表，請不要改動
ratings-identity-department = 部門
ratings-identity-period = 考核週期
ratings-identity-id = 評分人工號
ratings-identity-rater = 評分人
ratings-sent-line = { $file }	{ $rater }	{ $people } { $some ->
    [one] 人
   *[many] 人
 }{ $locked ->
    [yes] 	有開啟密碼
   *[no] {""}
 }
ratings-sent = { $count } 份評分表在 { $folder }{ $has-untold ->
    [yes] ；另有 { $untold } 處沒有人評，見上面的警告
   *[no] {""}
 }
ratings-comma = 、
ratings-nobody = 沒有可以發的評分表：先按上面的提示寫明由誰來評
ratings-collected = { $answered }/{ $asked } 位評分人已答，{ $rows } 列 { $marks } 個評分寫入 { $out }
ratings-not-collected = 有 { $errors } 條錯誤，沒有寫入；改好後再執行一次
cli-ratings = 給每位評分人發一份評分表，再把收回的評分放進部門活頁簿
cli-ratings-send = 產生評分表：每位評分人一份，只有他要評的人
cli-ratings-send-file = 部門活頁簿
cli-ratings-send-out = 評分表放到哪個資料夾
cli-ratings-collect = 讀入收回的評分表，寫進部門活頁簿的一個副本
cli-ratings-collect-file = 部門活頁簿
cli-ratings-collect-folder = 放著收回的評分表的資料夾
cli-ratings-collect-out = 副本寫到這個檔案
cli-ratings-collect-force = 檔案已經存在時覆寫它
