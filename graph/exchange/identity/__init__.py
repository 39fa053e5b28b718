"""Of whom a row is: ids that the product makes, records matched again, and what only the importer can say."""
