// name: find
// What an organisation said of tables with these headings.
// parameters: id
MATCH (m:TableMapping {id: $id})
RETURN m.mapping AS mapping
LIMIT 1

// name: keep
// Keep what an organisation said of tables with these headings.
// parameters: id, incubator_id, mapping, at
MERGE (m:TableMapping {id: $id})
SET m.incubator_id = $incubator_id, m.mapping = $mapping, m.at = $at
