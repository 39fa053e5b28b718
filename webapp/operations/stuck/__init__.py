"""What curators do about things that do not move: put off, hand on, remind, write, extend, suggest, ask, close."""
