// A step back leads to what served before: of what serves already, to the models retired before it began.
MATCH (s:ModelSlot)
WHERE s.before IS NULL AND s.serving_id <> ''
MATCH (m:Model {id: s.serving_id})
OPTIONAL MATCH (e:Model)
WHERE e.kind = m.kind AND e.state = 'retired' AND e.promoted_at < m.promoted_at
WITH s, e ORDER BY e.promoted_at, e.id
WITH s, collect(e.id) AS ids
SET s.before = [''] + ids;
