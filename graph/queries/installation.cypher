// name: has_any
// One row when somebody's data stand in the graph; the taxonomy and the history of migrations do not count.
// parameters: none
MATCH (n)
WHERE n:Startup OR n:Person OR n:Investor OR n:Lab OR n:Incubator OR n:Park OR n:Account OR n:Need
RETURN n.id AS id
LIMIT 1

// name: outbox_backlog
// How many messages wait to be delivered, and the oldest of them.
// parameters: none
MATCH (m:Outbox {state: MessageState.WAITING})
RETURN count(m) AS waiting, min(m.at) AS oldest

// name: constraints
// Which label and property each constraint guards.
// parameters: none
SHOW CONSTRAINTS YIELD labelsOrTypes, properties
RETURN labelsOrTypes AS labels, properties AS properties

// name: indexes
// Which label and property each index that is ready covers.
// parameters: none
SHOW INDEXES YIELD state, labelsOrTypes, properties
WHERE state = 'ONLINE'
RETURN labelsOrTypes AS labels, properties AS properties
