# 第一分鐘：選單、拖放檔案、結果放在哪裡
beside-results = 績效結果
beside-archive = 績效檔案庫
desktop-press-a-key = 按任意鍵關閉視窗
open-hand-out = 可以列印和發放的檔案都在 { $folder }
start-head = 績效簿 { $version }　　資料夾：{ $folder }
start-found-department = 部門活頁簿：{ $department } { $period }（{ $file }）
start-found-others = 別的表格 { $count } 個：{ $files }
start-found-results = 已有結果：{ $folder }
start-found-archive = 已有檔案庫：{ $folder }
start-found-nothing = 這裡還沒有績效活頁簿
start-choices = 可以做什麼（每一項下面是它代表的命令）：
start-question = 輸入編號，按 Enter（直接按 Enter 結束）：
start-back = 按 Enter 回到選單：
start-no-such-choice = 請輸入 1 到 { $count } 之間的編號
start-more = 也可以把活頁簿拖到程式圖示上：沒有錯誤就計分，有錯誤就在旁邊列出問題。全部命令：scorebook 幫助
start-now = 現在就做嗎？輸入「是」並按 Enter；直接按 Enter 表示不做：
start-check = 檢查 { $file }：一次列出全部問題，不計分
start-run = 計分 { $file }：彙總表和每個人的評分表放進「績效結果」
start-run-all = 計分這個資料夾裡的全部 { $count } 個活頁簿
start-run-archived = 計分 { $file } 並存檔：新建「{ $folder }」，以後每月與上期的比較、走勢都從這裡來
start-why = 看一個人的得分是怎樣算出來的（{ $file }）
start-why-question = 哪一位？輸入工號或姓名，按 Enter：
start-why-whom = 姓名
start-close = 關閉 { $department } { $period }：存檔定稿，不再接收新版本（要改時寫明理由重開）
start-next = 準備{ $department }下一個月的活頁簿：沿用指標和人員，清空數據
start-show-results = 開啟結果資料夾
start-adopt = 把 { $file } 整理成部門活頁簿
start-adopted-name = { $file }_部門活頁簿
start-sample = 先看樣子：產生一個填好範例數據的活頁簿
start-new = 新建一個空白的部門活頁簿
start-found-form = 公司自己的評分表樣：{ $file }
start-run-form = 計分 { $file }，每人另有一份填好的 { $form }
start-form = 看看評分表樣 { $file } 要填什麼（計分時用 --form 給每人填一份）
start-templates-use = 用其中一個新建：scorebook new 名稱（想先看樣子再加 --sample）
start-templates = 看看有哪些範本
cli-without-command =
    不寫命令時：
      scorebook            看這個資料夾裡可以做什麼
      scorebook 檔案…      檢查這些活頁簿；沒有錯誤就計分，結果放在旁邊的「績效結果」
      scorebook 幫助       顯示這些說明
cli-start = 看這個資料夾裡可以做什麼
cli-open = 檢查活頁簿，沒有錯誤就計分
cli-open-file = 活頁簿或資料夾
