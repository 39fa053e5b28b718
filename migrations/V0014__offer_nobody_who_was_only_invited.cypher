// Whoever was only invited into a pool is offered to nobody until they accept. Of earlier invitations those stand so
// whose profile was made by one (an import gives no day of joining), who never opened an account and never accepted.
MATCH (e:AuditEvent {action: 'invite_supervisor'})
WITH DISTINCT e.subject_id AS id
MATCH (s:Person {id: id})
WHERE s.joined_on IS NOT NULL
  AND NOT EXISTS { MATCH (s)-[m:IN_POOL_OF]->(:Incubator) WHERE coalesce(m.state, 'active') <> 'invited' }
  AND NOT EXISTS { MATCH (s)<-[:OF]-(:Membership)<-[:HOLDS]-(a:Account) WHERE a.state <> 'invited' }
  AND NOT EXISTS { MATCH (a:AuditEvent {subject_id: id}) WHERE a.action = 'accept_pool' }
SET s.awaits_consent = true;
