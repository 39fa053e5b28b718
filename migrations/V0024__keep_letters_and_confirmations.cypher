// Letters that curators keep to write them again.
CREATE CONSTRAINT letter_template_id IF NOT EXISTS FOR (n:LetterTemplate) REQUIRE n.id IS UNIQUE;
CREATE INDEX letter_template_incubator IF NOT EXISTS FOR (n:LetterTemplate) ON (n.incubator_id);
// When the owners of profiles last wrote them, as the audit log tells: nobody is asked anew for what they said lately.
MATCH (e:AuditEvent)
WHERE e.action IN ['update_provider_profile', 'update_supervisor_profile', 'update_investor_profile']
WITH e.subject_id AS id, max(e.at) AS at
MATCH (v:Person|Investor|Lab {id: id})
WHERE v.confirmed_on IS NULL
SET v.confirmed_on = date(at);
