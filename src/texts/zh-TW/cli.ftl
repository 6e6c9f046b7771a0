# 命令列
cli = 績效簿：讀入部門的月度活頁簿，算出精確、可解釋的績效得分，產生可以直接發放的評分表
cli-heading-commands = 命令
cli-heading-usage = 用法：
cli-heading-arguments = 參數
cli-heading-options = 選項
cli-lang = 訊息所用的語言；不寫時用活頁簿的語言
cli-quiet = 只顯示問題，不顯示進度和結尾
cli-help = 顯示說明
cli-version = 顯示版本
cli-failure = 程式未能完成：

cli-completions = 產生命令列補全腳本
cli-completions-shell = 哪一種命令列
cli-man = 產生使用手冊頁
