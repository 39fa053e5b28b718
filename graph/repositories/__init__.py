"""One repository per aggregate: records in, entities out."""
