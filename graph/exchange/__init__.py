"""The exchange format: a folder of CSV files, or a workbook with one sheet per file, in and out of the graph."""
