// Whoever is in a pool because a list said so, has no account that is open or was, and never accepted, is on its list.
MATCH (s:Person)-[m:IN_POOL_OF {state: 'active'}]->(i:Incubator)
WHERE NOT EXISTS { MATCH (s)<-[:OF]-(:Membership)<-[:HOLDS]-(a:Account) WHERE a.state <> 'invited' }
  AND NOT EXISTS { MATCH (e:AuditEvent {subject_id: s.id}) WHERE e.action = 'accept_pool' AND e.detail = 'in ' + i.id }
SET m.state = 'listed';

// Of these, whom the pool asked to open an account, and who has not answered, is invited.
MATCH (s:Person)-[m:IN_POOL_OF {state: 'listed'}]->(i:Incubator)
WHERE EXISTS { MATCH (s)<-[:OF]-(:Membership)<-[:HOLDS]-(:Account {state: 'invited'}) }
  AND EXISTS { MATCH (e:AuditEvent {subject_id: s.id}) WHERE e.action = 'invite_member' AND e.detail = 'in ' + i.id }
SET m.state = 'invited', m.before = 'listed';

// What becomes of a term that is renewed once it was ended by its dates, or by hand.
MATCH (s:Person)-[m:IN_POOL_OF {state: 'ended'}]->(i:Incubator)
WHERE m.before IS NULL
  AND NOT EXISTS { MATCH (s)<-[:OF]-(:Membership)<-[:HOLDS]-(a:Account) WHERE a.state <> 'invited' }
  AND NOT EXISTS { MATCH (e:AuditEvent {subject_id: s.id}) WHERE e.action = 'accept_pool' AND e.detail = 'in ' + i.id }
SET m.before = 'listed';
