E501 = The scoring rule cannot be read
