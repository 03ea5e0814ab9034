# := without parentheses.
x := 5
