"""迎检台账: a numbered folder of all there is about a period, for inspectors."""
