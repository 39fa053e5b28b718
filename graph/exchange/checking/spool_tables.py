"""The tables of the spool: rows, by what they are found, and at what they point."""

from __future__ import annotations

TABLES = """
CREATE TABLE records (number INTEGER PRIMARY KEY, sheet TEXT, id TEXT, file TEXT, line INTEGER, data TEXT);
CREATE TABLE ids (id TEXT, sheet TEXT, number INTEGER, PRIMARY KEY (id, sheet)) WITHOUT ROWID;
CREATE TABLE used (id TEXT, sheet TEXT, file TEXT, line INTEGER, PRIMARY KEY (id, sheet)) WITHOUT ROWID;
CREATE TABLE keys (key TEXT PRIMARY KEY, number INTEGER) WITHOUT ROWID;
CREATE TABLE wanted (number INTEGER, place TEXT, id TEXT, sheets TEXT, required INTEGER);
CREATE INDEX wanted_id ON wanted (id);
CREATE INDEX wanted_number ON wanted (number);
CREATE TABLE pairs (pair TEXT PRIMARY KEY, id TEXT) WITHOUT ROWID;
CREATE TABLE rejected (number INTEGER PRIMARY KEY, sheet TEXT, file TEXT, line INTEGER, header TEXT, cells TEXT);
CREATE TABLE counts (file TEXT PRIMARY KEY, sheet TEXT, read INTEGER);
"""
