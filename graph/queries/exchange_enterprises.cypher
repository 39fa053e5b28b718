// name: known
// Which of these ids are enterprises.
// parameters: ids
UNWIND $ids AS id
MATCH (n:Enterprise {id: id})
RETURN n.id AS id
LIMIT 2000
