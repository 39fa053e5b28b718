// What was said and rated stands on the seeker's or the provider's side, whatever the roles are there.
MATCH (f:Feedback {side: 'startup'})
SET f.side = 'seeker';
MATCH (f:Feedback {side: 'supervisor'})
SET f.side = 'provider';
MATCH (m:Remark {side: 'startup'})
SET m.side = 'seeker';
MATCH (m:Remark {side: 'supervisor'})
SET m.side = 'provider';

// Messages that still wait say which side acted.
MATCH (m:Outbox)
WHERE m.state <> 'done' AND m.payload CONTAINS '"by": "startup"'
SET m.payload = replace(m.payload, '"by": "startup"', '"by": "seeker"');
MATCH (m:Outbox)
WHERE m.state <> 'done' AND m.payload CONTAINS '"by": "supervisor"'
SET m.payload = replace(m.payload, '"by": "supervisor"', '"by": "provider"');

// Nothing is of the first kind for want of a kind.
MATCH (n:Need)
WHERE n.kind IS NULL
SET n.kind = 'mentor';
MATCH (p:Proposal)
WHERE p.kind IS NULL
SET p.kind = 'mentor';
