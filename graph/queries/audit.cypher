// name: record
// Append one event; it is sealed into the hash chain later.
// parameters: id, at, actor_id, actor_name, role, action, subject_id, detail
CREATE (:AuditEvent {id: $id, at: $at, actor_id: $actor_id, actor_name: $actor_name, role: $role,
                     action: $action, subject_id: $subject_id, detail: $detail, state: 'unsealed'})
