# The drop folder
watch-folder-done = done
watch-folder-returned = returned
watch-folder-results = results
watch-problem-list = { $file }_problems
watch-started = Watching { $inbox }: workbooks put there are processed; Ctrl-C stops
watch-stopped = No longer watching
watch-other = { $inbox } is being watched already; this second watch ends
watch-status = Watching · done { $done } · returned { $returned } · open { $held } · last { $last }
watch-line-done = Done { $file }: { $department } { $period }, { $people ->
        [1] 1 person
       *[other] { $people } people
    } scored
watch-line-passed-over = Passed over { $file }: a result of this program, no workbook to score
watch-line-returned = Returned { $file }: { $errors ->
        [1] 1 error
       *[other] { $errors } errors
    }, see the list beside it
watch-line-refused = returned { $file }: { $code } { $reason }
watch-line-change = change { $file }: { $change }
watch-line-changes-more = change { $file }: { $count } more, see the archive
watch-line-failed = Put off { $file }: { $reason }; the file stays and is tried again
watch-line-held = Waiting for { $file }: open in another program or not copied yet; processed as soon as it is closed
watch-line-lost = The drop folder can't be seen: { $reason }; goes on as soon as it is back
