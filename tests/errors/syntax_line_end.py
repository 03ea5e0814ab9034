# A semicolon too many and a file without a newline at its end.
x = 1;; y = 2