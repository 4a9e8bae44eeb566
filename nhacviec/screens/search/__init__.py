"""Search: the box at the top, its suggestions, the page of results."""
