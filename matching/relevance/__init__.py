"""How well what somebody has done answers a question: help areas, meaning, tags, one learned line of columns."""
