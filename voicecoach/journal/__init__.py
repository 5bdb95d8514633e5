"""Sessions and answers, kept on this machine alone, and what the exercise sheet's rule makes of them."""
