// name: names
// What these things are called, and what they are.
// parameters: ids
UNWIND $ids AS id
MATCH (n:Startup|Person|Investor|Lab|Incubator|Park|Enterprise|Account|Need {id: id})
RETURN n.id AS id, coalesce(n.name, n.title, '') AS name, n.name_zh AS name_zh, n.email AS email,
       labels(n)[0] AS label
LIMIT 500

// name: find
// The ids of those whose name holds a text, or whose address it is.
// parameters: text, limit
MATCH (n:Startup|Person|Investor|Lab|Incubator|Park|Enterprise|Account)
WHERE toLower(n.name) CONTAINS $text OR n.name_zh CONTAINS $text OR toLower(n.email) = $text
RETURN n.id AS id
ORDER BY id
LIMIT $limit
