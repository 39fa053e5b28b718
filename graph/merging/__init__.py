"""Two records of one person become one, and two again: what moves, what is joined, what may not be merged."""
