// What happened with one thing is read from the audit log by that thing.
CREATE INDEX audit_event_subject_id IF NOT EXISTS FOR (n:AuditEvent) ON (n.subject_id);
