// name: add
// Note a message once, by its id.
// parameters: id, kind, subject_id, at, payload
MERGE (m:Outbox {id: $id})
ON CREATE SET m.kind = $kind, m.subject_id = $subject_id, m.at = $at, m.payload = $payload,
              m.state = 'waiting', m.attempts = 0
