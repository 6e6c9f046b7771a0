E201 = The sheet “{ $sheet }” is missing
