// What a curator keeps about somebody: notes with their day and author, and letters that were sent.
CREATE CONSTRAINT contact_entry_id IF NOT EXISTS FOR (n:ContactEntry) REQUIRE n.id IS UNIQUE;
CREATE INDEX contact_entry_incubator IF NOT EXISTS FOR (n:ContactEntry) ON (n.incubator_id);

// The one note that stood on a term becomes a dated one; who wrote it the log last says.
MATCH (s:Person)-[m:IN_POOL_OF]->(i:Incubator)
WHERE m.note IS NOT NULL AND m.note <> ''
OPTIONAL MATCH (e:AuditEvent {subject_id: s.id})
WHERE e.action = 'write_pool_note'
WITH s, m, i, e
ORDER BY e.at DESC
WITH s, m, i, head(collect(e)) AS last
CREATE (:ContactEntry {id: 'contact-' + i.id + '-' + s.id, kind: 'note', incubator_id: i.id, subject: '', text: m.note,
                       author_id: coalesce(last.actor_id, ''), at: coalesce(last.at, datetime()), revision: 0})
       -[:CONTACT_WITH]->(s)
REMOVE m.note;
