// name: industries
// Every industry with the codes of the industries directly above it.
// parameters: none
MATCH (i:Industry)
RETURN i.id AS id, i.name AS name, i.name_zh AS name_zh, i.group AS group,
       [(i)-[:BROADER]->(parent:Industry) | parent.id] AS parents
LIMIT 10000

// name: save_industries
// Make or rename industries.
// parameters: rows
UNWIND $rows AS row
MERGE (i:Industry {id: row.id})
SET i.code = row.id, i.name = row.name, i.name_zh = row.name_zh, i.group = row.group

// name: drop_links
// Forget which industry lies in which, before the tree is written anew.
// parameters: none
MATCH (:Industry)-[r:BROADER]->(:Industry)
DELETE r

// name: save_links
// Write which industry lies in which.
// parameters: rows
UNWIND $rows AS row
MATCH (i:Industry {id: row.id})
MATCH (parent:Industry {id: row.parent})
CREATE (i)-[:BROADER]->(parent)
