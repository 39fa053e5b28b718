// Who left a pool by themselves is told from whose term a curator ended, as the audit log last says of that pool.
MATCH (s:Person)-[m:IN_POOL_OF {state: 'ended'}]->(i:Incubator)
WHERE m.lapsed IS NULL
MATCH (e:AuditEvent {subject_id: s.id})
WHERE e.action IN ['leave_pool', 'end_term'] AND (e.detail = 'in ' + i.id OR e.detail STARTS WITH 'in ' + i.id + ':')
WITH m, e
ORDER BY e.at DESC
WITH m, head(collect(e.action)) AS last
WHERE last = 'leave_pool'
SET m.state = 'left';

// A pause is an incubator's where the log says that it last paused somebody who was active; every other is the
// supervisor's own, which needs no mark.
MATCH (s:Person {state: 'paused'})
WHERE s.paused_by IS NULL
MATCH (e:AuditEvent {subject_id: s.id})
WHERE e.action IN ['pause_supervisor', 'pause_in_pool', 'undo_in_pool']
WITH s, e
ORDER BY e.at DESC
WITH s, head(collect(e)) AS last
WHERE last.action = 'pause_in_pool' AND last.detail CONTAINS ': active,'
SET s.paused_by = substring(split(last.detail, ': ')[0], 3);

// An invitation bears the name that the curator typed; of earlier ones the curator was shown the profile's.
MATCH (s:Person)-[m:IN_POOL_OF {state: 'invited'}]->(:Incubator)
WHERE m.name IS NULL
SET m.name = s.name;
