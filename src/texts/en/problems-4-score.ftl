E401 = The formula cannot be read
