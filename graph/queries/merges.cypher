// name: lock
// Take the lock of a person of any kind; no row where there is none.
// parameters: id, nonce
MATCH (p:Person {id: $id})
SET p.lock = $nonce
RETURN p.id AS id

// name: person
// A person as they stand.
// parameters: id
MATCH (p:Person {id: $id})
RETURN labels(p) AS labels, properties(p) AS properties
LIMIT 1

// name: ties_out
// What leads from a person to others.
// parameters: id
MATCH (p:Person {id: $id})-[r]->(o)
RETURN type(r) AS type, o.id AS other_id, labels(o) AS labels, properties(r) AS properties,
       coalesce(o.name, o.organisation) AS name, o.name_zh AS name_zh, o.to AS ended
LIMIT 100000

// name: ties_in
// What leads from others to a person.
// parameters: id
MATCH (p:Person {id: $id})<-[r]-(o)
RETURN type(r) AS type, o.id AS other_id, labels(o) AS labels, properties(r) AS properties,
       coalesce(o.name, o.organisation) AS name, o.name_zh AS name_zh, o.to AS ended
LIMIT 100000

// name: requests
// The proposals of a person with their needs, and whether work that came of them goes on.
// parameters: id
MATCH (p:Person {id: $id})<-[:TO]-(q:Proposal)
OPTIONAL MATCH (q)-[:FOR]->(n:Need)
RETURN q.id AS id, n.id AS need_id, n.title AS need_title, coalesce(q.state, RequestState.SHOWN) AS state,
       q.asked_at AS asked_at, q.decided_at AS decided_at,
       q.state = RequestState.ASKED OR EXISTS { (q)<-[:FROM]-(:Engagement {state: EngagementState.OPEN}) } AS is_open
LIMIT 100000

// name: set_fields
// Write what a person's record says; the caller holds the lock.
// parameters: id, properties, changed_at
MATCH (p:Person {id: $id})
SET p += $properties, p.changed_at = $changed_at

// name: stamp_requests
// Say that these requests changed, and the work that came of them: they are somebody else's now.
// parameters: ids, changed_at
UNWIND $ids AS id
MATCH (q:Proposal {id: id})
SET q.changed_at = $changed_at
WITH q
MATCH (q)<-[:FROM]-(e:Engagement)
SET e.changed_at = $changed_at

// name: untie
// Delete relations between nodes that stand; the shape takes the places of From__, TYPE__ and To__.
// parameters: rows
UNWIND $rows AS row
MATCH (a:From__ {id: row.from_id})-[r:TYPE__]->(b:To__ {id: row.to_id})
WHERE coalesce(r.moved_from, '') = row.moved_from
DELETE r

// name: tie
// Create relations between nodes that stand; the shape takes the places of From__, TYPE__ and To__.
// parameters: rows
UNWIND $rows AS row
MATCH (a:From__ {id: row.from_id})
MATCH (b:To__ {id: row.to_id})
CREATE (a)-[r:TYPE__]->(b)
SET r = row.properties

// name: revive
// Make a person again as they were; the shape takes the place of Labels__.
// parameters: properties
CREATE (p:Labels__)
SET p = $properties

// name: rename_senders
// By which ids of their own organisations mean a person, they mean another from now on; whom they meant first is kept.
// parameters: id, to_id
MATCH (s:SenderId {record_id: $id})
SET s.record_id = $to_id, s.merged_id = coalesce(s.merged_id, $id)
RETURN s.id AS id

// name: rename_these_senders
// These ids of organisations mean another person from now on, where they mean the one that they were given.
// parameters: ids, id, to_id
UNWIND $ids AS sender_id
MATCH (s:SenderId {id: sender_id, record_id: $id})
SET s.record_id = $to_id, s.merged_id = CASE WHEN s.merged_id = $to_id THEN null ELSE s.merged_id END

// name: rename_messages
// What was to be told about a person is told about another from now on.
// parameters: id, to_id
MATCH (m:Outbox {subject_id: $id})
SET m.subject_id = $to_id
RETURN m.id AS id

// name: rename_these_messages
// These messages are about another person from now on.
// parameters: ids, to_id
UNWIND $ids AS message_id
MATCH (m:Outbox {id: message_id})
SET m.subject_id = $to_id

// name: bury
// Put a mark where a person was who is somebody else's record now.
// parameters: id, name, email, into_id, at, by, incubator_id, snapshot
MATCH (k:Person {id: $into_id})
CREATE (m:MergedPerson {id: $id, name: $name, email: $email, into_id: $into_id, merged_at: $at, merged_by: $by,
                        incubator_id: $incubator_id, snapshot: $snapshot})-[:MERGED_INTO]->(k)

// name: unbury
// Take the mark away.
// parameters: id
MATCH (m:MergedPerson {id: $id})
DETACH DELETE m

// name: find
// Into whom somebody was merged, and who has that record today.
// parameters: id
MATCH (m:MergedPerson {id: $id})
OPTIONAL MATCH (m)-[:MERGED_INTO]->(k:Person)
RETURN m.id AS id, m.name AS name, m.into_id AS into_id, k.id AS kept_id, k.name AS kept_name, k.name_zh AS kept_name_zh,
       m.merged_at AS merged_at, m.merged_by AS merged_by, m.incubator_id AS incubator_id, m.snapshot AS snapshot
LIMIT 1

// name: list_of_incubator
// The merges of an incubator since a moment, the latest first.
// parameters: incubator_id, since, limit
MATCH (m:MergedPerson {incubator_id: $incubator_id})-[:MERGED_INTO]->(k:Person)
WHERE m.merged_at >= $since
RETURN m.id AS id, m.name AS name, m.into_id AS into_id, k.id AS kept_id, k.name AS kept_name, k.name_zh AS kept_name_zh,
       m.merged_at AS merged_at, m.merged_by AS merged_by, m.incubator_id AS incubator_id, m.snapshot AS snapshot
ORDER BY merged_at DESC, id
LIMIT $limit

// name: of_kept
// Everybody who is this person's record now, with their addresses.
// parameters: id
MATCH (m:MergedPerson)-[:MERGED_INTO]->(:Person {id: $id})
RETURN m.id AS id, coalesce(m.email, '') AS email, m.snapshot AS snapshot
ORDER BY id
LIMIT 1000

// name: list_old
// Merges before a moment that still say how they could be undone.
// parameters: before, limit
MATCH (m:MergedPerson)
WHERE m.merged_at < $before AND m.snapshot <> ''
OPTIONAL MATCH (m)-[:MERGED_INTO]->(k:Person)
RETURN m.id AS id, k.id AS kept_id, m.snapshot AS snapshot
LIMIT $limit

// name: forget_snapshot
// Keep of a merge only into whom somebody was merged.
// parameters: id
MATCH (m:MergedPerson {id: $id})
SET m.snapshot = '', m.name = '', m.email = ''

// name: forget_orphans
// Delete those of some proposals that lead to nobody.
// parameters: ids
UNWIND $ids AS id
MATCH (q:Proposal {id: id})
WHERE NOT EXISTS { (q)-[:TO]->() }
DETACH DELETE q

// name: call_apart
// Note that an incubator says of two people that they are two.
// parameters: left_id, right_id, incubator_id, by, at
MATCH (a:Person {id: $left_id})
MATCH (b:Person {id: $right_id})
CREATE (a)-[:NOT_SAME_AS {incubator_id: $incubator_id, by: $by, at: $at}]->(b)

// name: call_unsure
// Forget that an incubator said so; the id of whom it was said.
// parameters: left_id, right_id, incubator_id
MATCH (a:Person {id: $left_id})-[r:NOT_SAME_AS]-(b:Person {id: $right_id})
WHERE r.incubator_id = $incubator_id
WITH r, a.id AS id
DELETE r
RETURN id

// name: called_apart
// The pairs of a pool of whom its incubator says that they are two.
// parameters: incubator_id, limit
MATCH (i:Incubator {id: $incubator_id})<-[:IN_POOL_OF]-(a:Person)-[r:NOT_SAME_AS]->(b:Person)
WHERE r.incubator_id = $incubator_id
RETURN a.id AS left_id, b.id AS right_id, r.at AS at
ORDER BY at DESC, left_id, right_id
LIMIT $limit
