"""Which records are probably the same person or organisation: record linkage after Fellegi and Sunter (1969).

Every field that two records have in common is compared; each comparison is worth the logarithm of how much more often
it comes out so for one person's two records than for two people's. What a value proves follows from how rare it is:
an e-mail address much, a name as much as its parts are rare among the records, a shared country nearly nothing.
"""
