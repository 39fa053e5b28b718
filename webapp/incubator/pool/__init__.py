"""The pool of supervisors: its table, and what a curator does with one or many of them."""
