"""Progress one can see: what the journal tells of some weeks, as a chart, a table, a page to print.

Nothing here writes to the journal, guesses an answer, or draws a line where there was none.
"""
