// name: ensure
// Have these topics.
// parameters: rows
UNWIND $rows AS row
MERGE (t:Topic {id: row.id})
ON CREATE SET t.name = row.name
