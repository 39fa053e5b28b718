"""All Cypher of the product, one file per aggregate."""
