// name: account
// What an account is, without its secrets.
// parameters: account_id
MATCH (a:Account {id: $account_id})
RETURN a {.id, .email, .new_email, .former_email, .name, .language, .time_zone, .state, .last_seen_at,
          has_second_factor: a.totp_secret <> ''} AS record, a.created_at AS at
LIMIT 1

// name: roles
// The roles of an account, and as whom it was offered one that it has not accepted.
// parameters: account_id
MATCH (a:Account {id: $account_id})-[r:HOLDS|OFFERED]->(m:Membership|Person)
OPTIONAL MATCH (m)-[:OF]->(s)
RETURN {role: m.role, rank: m.rank, subject_id: coalesce(m.subject_id, m.id), subject_name: coalesce(s.name, m.name),
        offered_at: r.at} AS record, coalesce(m.granted_at, r.at) AS at
ORDER BY at, m.id
LIMIT 1000

// name: profile
// The profiles of those for whom an account acts.
// parameters: subject_ids
UNWIND $subject_ids AS subject_id
MATCH (p:Startup|Person|Investor|Lab|Incubator|Park|Enterprise {id: subject_id})
RETURN p {.id, .name, .name_zh, .email, .website, .headline, .headline_zh, .summary, .summary_zh, .category, .kind,
          .stage, .stages, .region, .country, .languages, .capacity, .headcount, .founded_on, .joined_on, .orcid, .uscc,
          .ticket_min, .ticket_max, .currency, .state, .paused_until, .help_areas, .unconfirmed_areas, .title, .phone, .wechat, .linkedin, .contact,
          .contact_email, .contact_phone,
          .audiences, .confirmed_on, .unconfirmed_since,
          industries: [(p)-[:IN_INDUSTRY|EXPERT_IN]->(i:Industry) | i.name],
          topics: [(p)-[:ABOUT]->(t:Topic) | t.name]} AS record,
       p.changed_at AS changed_at
ORDER BY p.id
LIMIT 1000

// name: terms
// Where they stand in pools, at work, in companies and in conflicts of interest; a pool's note is its incubator's.
// parameters: subject_ids
UNWIND $subject_ids AS subject_id
MATCH (p:Startup|Person|Investor|Lab {id: subject_id})
      -[r:IN_POOL_OF|WORKS_AT|FOUNDED|ADVISES|INCUBATED_BY|INVESTED_IN|CONFLICTS_WITH]-(o)
WHERE coalesce(r.confidential, false) = false OR r.noted_by = p.id
RETURN {relation: type(r), name: o.name, state: r.state, conflict: r.kind, until: r.to, ended_for: r.ended_for} AS record, r.from AS at
ORDER BY at, o.id
LIMIT 10000

// name: merges
// Records that were merged into theirs, as they were as long as that can be undone.
// parameters: subject_ids
UNWIND $subject_ids AS subject_id
MATCH (m:MergedPerson)-[:MERGED_INTO]->(:Person {id: subject_id})
RETURN m {.name, .email, before: m.snapshot} AS record, m.merged_at AS at
ORDER BY at, m.id
LIMIT 1000

// name: careers
// What they have done.
// parameters: subject_ids
UNWIND $subject_ids AS subject_id
MATCH (p:Person {id: subject_id})<-[:CAREER_OF]-(c:Career)
RETURN c {.organisation, .title, .help_areas, .summary, .summary_zh, until: c.to} AS record, c.from AS at
ORDER BY at, c.id
LIMIT 10000

// name: documents
// Their documents.
// parameters: subject_ids
UNWIND $subject_ids AS subject_id
MATCH (p:Startup|Person|Investor|Lab {id: subject_id})<-[:OWNED_BY]-(d:Document)
RETURN d {.kind, .title, .text, .text_zh, .url} AS record, d.dated_on AS at
ORDER BY at, d.id
LIMIT 10000

// name: needs
// Needs of a startup.
// parameters: subject_ids
UNWIND $subject_ids AS subject_id
MATCH (s:Startup {id: subject_id})-[:RAISED]->(n:Need)
RETURN n {.id, .kind, .state, .title, .description, .description_zh, .stage, .amount, .places, .languages, .help_areas, .opened_on,
          .closed_on, industries: [(n)-[:IN_INDUSTRY]->(i:Industry) | i.name],
          topics: [(n)-[:ABOUT]->(t:Topic) | t.name],
          suggested: [(n)-[g:SUGGESTED]->(v) | coalesce(v.name, '') + ': ' + g.word]} AS record,
       n.created_at AS at
ORDER BY at, n.id
LIMIT 10000

// name: lists
// How often each proposal of theirs was shown; to whom is the startup's own.
// parameters: subject_ids
UNWIND $subject_ids AS subject_id
MATCH (s:Startup|Person|Investor|Lab {id: subject_id})<-[r:BY|TO]-(p:Proposal)<-[:SHOWED]-(w:Showing)
WITH p, type(r) AS side, count(w) AS shown, min(w.at) AS at, max(w.at) AS shown_last_at
MATCH (p)-[:TO]->(other)
OPTIONAL MATCH (p)-[:FOR]->(n:Need)
RETURN {kind: p.kind, shown: shown, shown_last_at: shown_last_at,
        other: CASE WHEN side = 'BY' THEN other.name END, need: CASE WHEN side = 'BY' THEN n.title END} AS record, at
ORDER BY at, p.id
LIMIT 100000

// name: requests
// Requests on either side, and what a startup chose of its lists; why somebody declined is theirs alone.
// parameters: subject_ids
UNWIND $subject_ids AS subject_id
MATCH (s:Startup|Person|Investor|Lab {id: subject_id})<-[r:BY|TO]-(p:Proposal)
WHERE p.asked_at IS NOT NULL OR (type(r) = 'BY' AND coalesce(p.state, RequestState.SHOWN) <> RequestState.SHOWN)
MATCH (p)-[:BY|TO]->(other)
WHERE other.id <> subject_id
OPTIONAL MATCH (p)-[:FOR]->(n:Need)
RETURN p {.id, .kind, .state, other: other.name, need: n.title, .note, .asked_by, .decided_at, .outcome, .amount, .currency,
          decline_reason: CASE WHEN type(r) = 'TO' THEN p.decline_reason END,
          decline_note: CASE WHEN type(r) = 'TO' THEN p.decline_note END, .read_at,
          passed_to: CASE WHEN type(r) = 'TO' THEN [(p)-[:PASSED_TO]->(c) | c.name] END,
          dismiss_reason: CASE WHEN type(r) = 'BY' THEN p.dismiss_reason END,
          dismiss_note: CASE WHEN type(r) = 'BY' THEN p.dismiss_note END,
          withdraw_reason: CASE WHEN type(r) = 'BY' THEN p.withdraw_reason END} AS record,
       coalesce(p.asked_at, p.decided_at) AS at
ORDER BY at, p.id
LIMIT 100000

// name: waits
// For whose place a startup waits.
// parameters: subject_ids
UNWIND $subject_ids AS subject_id
MATCH (s:Startup {id: subject_id})-[w:WAITS_FOR]->(other)
OPTIONAL MATCH (n:Need {id: w.need_id})
RETURN {state: w.state, other: other.name, need: n.title, held_until: w.held_until} AS record, w.since AS at
ORDER BY at, w.id
LIMIT 10000

// name: remarks
// Questions and answers about requests; both sides read them.
// parameters: subject_ids
UNWIND $subject_ids AS subject_id
MATCH (s:Startup|Person|Investor|Lab {id: subject_id})<-[:BY|TO]-(p:Proposal)<-[:ON]-(m:Remark)
RETURN m {request: p.id, .side, .text} AS record, m.at AS at
ORDER BY at, m.id
LIMIT 100000

// name: work
// Work together.
// parameters: subject_ids
UNWIND $subject_ids AS subject_id
MATCH (s:Startup|Person|Investor|Lab {id: subject_id})<-[:OF|WITH]-(e:Engagement)-[:OF|WITH]->(other)
WHERE other.id <> subject_id
RETURN e {.id, other: other.name, .state, .goal, .closed_at, .outcome, .closing_note} AS record, e.opened_at AS at
ORDER BY at, e.id
LIMIT 100000

// name: meetings
// Meetings of that work; notes are shared.
// parameters: subject_ids
UNWIND $subject_ids AS subject_id
MATCH (s:Startup|Person|Investor|Lab {id: subject_id})<-[:OF|WITH]-(e:Engagement)<-[:IN]-(m:Session)
RETURN m {work: e.id, .state, .minutes, .zone, .place, .link, .notes} AS record, m.starts_at AS at
ORDER BY at, m.id
LIMIT 100000

// name: ratings
// Ratings that their side gave; what the other side gave is the other side's.
// parameters: subject_ids
UNWIND $subject_ids AS subject_id
MATCH (s:Startup|Person|Investor|Lab {id: subject_id})<-[r:OF|WITH]-(:Engagement)<-[:IN]-(m:Session)<-[:ON]-(f:Feedback)
WHERE f.side = CASE WHEN type(r) = 'OF' THEN Side.SEEKER ELSE Side.PROVIDER END
RETURN f {meeting_at: m.starts_at, .rating, .comment} AS record, f.given_at AS at
ORDER BY at, f.id
LIMIT 100000

// name: applications
// What somebody applied for on the pages of incubators from their address, and what they were answered.
// parameters: email
MATCH (a:Application {email: $email})
OPTIONAL MATCH (i:Incubator {id: a.incubator_id})
RETURN a {.kind, .state, .name, .email, .about, .language, .link, .help_areas, .places, .languages, .category,
          .employer, .stage, .industry, .contact, .wants, .consent, .reason, .answer, incubator: i.name} AS record,
       a.created_at AS at
ORDER BY at, a.id
LIMIT 1000

// name: mails
// Mails to an address.
// parameters: email
MATCH (m:Mail)
WHERE m.to = $email
RETURN m {.subject, .state, .sent_at} AS record, m.at AS at
ORDER BY at, m.id
LIMIT 100000

// name: drafts
// What an account typed into forms and has not sent.
// parameters: account_id
MATCH (d:FormDraft)-[:OF]->(:Account {id: $account_id})
WHERE d.settled_at IS NULL
RETURN d {.page, .fields} AS record, d.kept_at AS at
ORDER BY at, d.id
LIMIT 1000

// name: views
// Views of tables that an account saved.
// parameters: account_id
MATCH (v:SavedView)-[:OF]->(:Account {id: $account_id})
RETURN v {.name, .query, .shared} AS record, v.at AS at
ORDER BY at, v.id
LIMIT 1000

// name: jobs
// Long work that an account began.
// parameters: account_id
MATCH (j:Job)
WHERE j.actor_id = $account_id
RETURN j {.id, .kind, .state, .finished_at} AS record, j.created_at AS at
ORDER BY at, j.id
LIMIT 100000

// name: events
// What an account did, as the audit log tells it, with the words and addresses that are kept apart.
// parameters: account_id
MATCH (e:AuditEvent)
WHERE e.actor_id = $account_id
OPTIONAL MATCH (e)<-[:SAID_IN]-(w:AuditWords)
RETURN e {.action, .role, .subject_id, detail: coalesce(w.detail, e.detail)} AS record, e.at AS at
ORDER BY at, e.id
LIMIT 100000
