// name: nodes
// Every node with its labels, streamed; the history of migrations and what guards a write of a moment stay out.
// parameters: none
MATCH (n)
WHERE NOT n:__Neo4jMigration AND NOT n:__Neo4jMigrationsLock
  AND NOT (n:Operation AND (n.keep = false OR n.nonce = 'restore'))
RETURN labels(n) AS labels, properties(n) AS properties

// name: relationships
// Every relationship with the labels and ids of its ends, streamed.
// parameters: none
MATCH (a)-[r]->(b)
WHERE NOT a:__Neo4jMigration
RETURN labels(a) AS from_labels, a.id AS from_id, type(r) AS type, properties(r) AS properties,
       labels(b) AS to_labels, b.id AS to_id

// name: restore_nodes
// Create a batch of nodes; the shape takes the place of Labels__.
// parameters: rows
UNWIND $rows AS row
CREATE (n:Labels__)
SET n = row

// name: restore_relationships
// Create a batch of relationships between nodes that stand; the shape takes the places of From__, TYPE__ and To__.
// parameters: rows
UNWIND $rows AS row
MATCH (a:From__ {id: row.from_id})
MATCH (b:To__ {id: row.to_id})
CREATE (a)-[r:TYPE__]->(b)
SET r = row.properties
RETURN count(r) AS count

// name: clear
// Delete a batch of what stands in a graph that holds nobody's data.
// parameters: none
MATCH (n)
WHERE NOT n:__Neo4jMigration AND NOT n:__Neo4jMigrationsLock
  AND NOT (n:Operation AND (n.keep = false OR n.nonce = 'restore'))
WITH n LIMIT 2000
DETACH DELETE n
RETURN count(*) AS count

// name: mark
// Note that a restore is under way, so that one that was cut off is known.
// parameters: id
MERGE (o:Operation {id: $id})
SET o.nonce = 'restore'

// name: unmark
// The restore is complete.
// parameters: id
MATCH (o:Operation {id: $id})
DELETE o
