E601 = { $period } is closed
