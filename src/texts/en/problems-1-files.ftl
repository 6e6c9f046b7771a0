E101 = This file is not a workbook that can be read
