# The drop folder
watch-folder-done = done
watch-folder-returned = returned
watch-folder-results = results
watch-problem-list = { $file }_problems
watch-started = Watching { $inbox }: workbooks put there are processed; Ctrl-C stops
watch-stopped = No longer watching
watch-line-done = Done { $file }: { $people } people scored
watch-line-returned = Returned { $file }: { $errors } errors, see the list beside it
watch-line-failed = Put off { $file }: { $reason }; the file stays and is tried again
