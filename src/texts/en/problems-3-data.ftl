E301 = “{ $text }” is not a number
