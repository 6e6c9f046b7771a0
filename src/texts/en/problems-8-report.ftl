W801 = The reason names a colleague
