"""Rules of offices as data: each dated, with its source and whether an office confirmed it."""
