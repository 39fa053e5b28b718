// name: applied
// The migrations that this graph has seen, as neo4j-migrations keeps them.
// parameters: none
MATCH (m:__Neo4jMigration)
WHERE m.version <> 'BASELINE'
RETURN m.version AS version, m.checksum AS checksum
LIMIT 10000

// name: note
// Append a migration to the chain that starts at BASELINE.
// parameters: version, description, source, checksum, at, by, milliseconds
MERGE (base:__Neo4jMigration {id: 'BASELINE'})
ON CREATE SET base.version = 'BASELINE'
SET base.lock = $version
WITH base
OPTIONAL MATCH (previous:__Neo4jMigration)
WHERE NOT (previous)-[:MIGRATED_TO]->() AND previous.id <> $version
WITH coalesce(previous, base) AS last
ORDER BY last.version DESC
LIMIT 1
CREATE (m:__Neo4jMigration {id: $version, version: $version, description: $description, type: 'CYPHER',
                            source: $source, checksum: $checksum})
CREATE (last)-[:MIGRATED_TO {at: $at, connectedAs: $by, in: $milliseconds, by: $by}]->(m)
