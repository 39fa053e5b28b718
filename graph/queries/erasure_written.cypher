// name: asking
// Erase what an account wrote when it asked.
// parameters: account_id
MATCH (e:AuditEvent {actor_id: $account_id})
WHERE e.action IN ['ask_for_introduction', 'ask_on_behalf']
MATCH (p:Proposal {id: e.subject_id})
WHERE p.asked_at = e.at
SET p.note = '', p.asked_by = ''

// name: declining
// Erase what an account wrote when it declined, or suggested a colleague.
// parameters: account_id
MATCH (e:AuditEvent {actor_id: $account_id})
WHERE e.action IN ['decline_proposal', 'pass_request_on']
MATCH (p:Proposal {id: e.subject_id})
WHERE p.decided_at = e.at
SET p.decline_note = ''

// name: dismissing
// Erase what an account wrote when it took somebody off a list.
// parameters: account_id
MATCH (e:AuditEvent {actor_id: $account_id})
WHERE e.action = 'dismiss_proposal'
MATCH (p:Proposal {id: e.subject_id})
SET p.dismiss_note = null

// name: remarks
// Erase the questions and answers of an account.
// parameters: account_id
MATCH (e:AuditEvent {actor_id: $account_id})
WHERE e.action IN ['ask_question', 'answer_question']
MATCH (p:Proposal {id: e.subject_id})<-[:ON]-(m:Remark)
WHERE m.at = e.at
DETACH DELETE m

// name: goals
// Erase goals that an account wrote and nobody else changed since.
// parameters: account_id
MATCH (e:AuditEvent {actor_id: $account_id})
WHERE e.action = 'set_goal'
OPTIONAL MATCH (o:AuditEvent {subject_id: e.subject_id})
WHERE o.action = 'set_goal' AND o.at > e.at AND o.actor_id <> $account_id
WITH e, count(o) AS later
WHERE later = 0
MATCH (g:Engagement {id: e.subject_id})
SET g.goal = ''

// name: closing
// Erase the closing notes of an account.
// parameters: account_id
MATCH (e:AuditEvent {actor_id: $account_id})
WHERE e.action = 'close_engagement'
MATCH (g:Engagement {id: e.subject_id})
SET g.closing_note = ''

// name: notes
// Erase shared notes that an account wrote and nobody else changed since.
// parameters: account_id
MATCH (e:AuditEvent {actor_id: $account_id})
WHERE e.action = 'write_notes'
OPTIONAL MATCH (o:AuditEvent {subject_id: e.subject_id})
WHERE o.action = 'write_notes' AND o.detail = e.detail AND o.at > e.at AND o.actor_id <> $account_id
WITH e, count(o) AS later
WHERE later = 0
MATCH (m:Session {id: e.detail})
SET m.notes = ''

// name: places
// Erase places and links of meetings that an account planned and nobody else moved since.
// parameters: account_id
MATCH (e:AuditEvent {actor_id: $account_id})
WHERE e.action IN ['plan_session', 'move_session']
OPTIONAL MATCH (o:AuditEvent {subject_id: e.subject_id})
WHERE o.action = 'move_session' AND o.detail = e.detail AND o.at > e.at AND o.actor_id <> $account_id
WITH e, count(o) AS later
WHERE later = 0
MATCH (m:Session {id: e.detail})
SET m.place = '', m.link = ''

// name: comments
// Erase the comments of an account's ratings.
// parameters: account_id
MATCH (e:AuditEvent {actor_id: $account_id})
WHERE e.action = 'rate_session'
MATCH (m:Session {id: e.detail})<-[:ON]-(f:Feedback)
WHERE f.given_at = e.at
SET f.comment = ''

// name: decisions
// Take an account's name off the models that it decided on.
// parameters: account_id
MATCH (e:AuditEvent {actor_id: $account_id})
MATCH (m:Model {id: e.subject_id})
SET m.decided_by = ''
