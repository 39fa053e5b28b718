// What stands once and queries use like a function: graph/named_queries.py writes it out.

// fragment: provider(node, key)
// The node of somebody who can be asked, by id, whatever its kind.
(node:Person|Investor|Lab {id: key})

// fragment: is_to_confirm(node, opened_at, before, opened_before)
// A profile that its owner, not asked since, last confirmed on a day or before it; or never, and has it since before a
// moment.
node.unconfirmed_since IS NULL
AND (node.confirmed_on <= before OR (node.confirmed_on IS NULL AND opened_at < opened_before))

// fragment: supervisor_record(p, day)
// All that matching knows of a supervisor, with the employers and pools of a day.
p.id AS id, p.name AS name, p.name_zh AS name_zh, p.headline AS headline, p.headline_zh AS headline_zh,
p.summary AS summary, p.summary_zh AS summary_zh, p.category AS category, p.stages AS stages,
p.region AS region, p.country AS country, p.languages AS languages, p.capacity AS capacity,
p.state AS state, p.paused_until AS paused_until, p.joined_on AS joined_on, p.changed_at AS changed_at,
p.help_areas AS help_areas,
[(p)<-[:CAREER_OF]-(c:Career) |
 {organisation: c.organisation, title: c.title, from: c.from, to: c.to, help_areas: c.help_areas,
  summary: c.summary, summary_zh: c.summary_zh}] AS careers,
any(one IN coalesce(p.audiences, []) WHERE one STARTS WITH 'career:') AS hides_career,
[(p)-[:EXPERT_IN]->(i:Industry) | i.id] AS industries,
[(p)-[:ABOUT]->(t:Topic) | t.id] AS topics,
[(p)-[w:WORKS_AT]->(o) WHERE in_force(w, day) | o.id] AS employers,
[(p)-[m:IN_POOL_OF]->(u:Incubator) WHERE running(m, day) | u.id] AS pools,
reserved_for(p, day) AS reserved_for, reach(p, day) AS reach

// fragment: member_record(s, m, day)
// What a curator's table tells of a supervisor and their term, with fields, topics and the employers of a day: an
// organisation that is here, or one that their career names.
s {.id, .name, .name_zh, .category, .stages, .region, .languages, .capacity, .email, .state, .paused_until,
   .paused_by, .joined_on, .headline, .headline_zh, .summary, .summary_zh, .help_areas, .unconfirmed_areas,
   .title, .phone, .wechat, .linkedin, .unconfirmed_since, .unconfirmed_from} AS person,
coalesce(m.state, TermState.ACTIVE) AS state, m.before AS before, m.from AS since, m.to AS until,
coalesce(m.reserved, false) AS reserved, m.name AS invited_as, m.ended_for AS ended_for,
m.tags AS tags, m.minded_by AS minder_id, [(s)-[:EXPERT_IN]->(i:Industry) | i.id] AS industries,
[(s)-[:ABOUT]->(t:Topic) | t.name] AS topics,
[(s)-[w:WORKS_AT]->(o) WHERE in_force(w, day) | o {.id, .name, .name_zh}] AS employers,
[(s)<-[:CAREER_OF]-(c:Career) WHERE in_force(c, day) | {name: c.organisation, from: c.from}] AS jobs,
any(one IN coalesce(s.audiences, []) WHERE one STARTS WITH 'career:') AS hides_career

// fragment: load_record(e)
// How many engagements there are, and how many of them take a place.
count(e) AS engagements, sum(CASE WHEN e.state = EngagementState.OPEN THEN 1 ELSE 0 END) AS taken

// fragment: answers_record(p, since)
// When requests were asked and answered, how many since a moment, and what waits.
collect(CASE WHEN p.state <> RequestState.ASKED AND p.decided_at IS NOT NULL
THEN [p.asked_at, p.decided_at] END) AS times,
sum(CASE WHEN p.asked_at >= since AND p.state <> RequestState.ASKED AND p.decided_at IS NOT NULL THEN 1 ELSE 0 END) AS answered,
sum(CASE WHEN p.asked_at >= since AND p.state = RequestState.ACCEPTED AND p.decided_at IS NOT NULL THEN 1 ELSE 0 END) AS accepted,
sum(CASE WHEN p.state = RequestState.ASKED THEN 1 ELSE 0 END) AS waiting,
min(CASE WHEN p.state = RequestState.ASKED THEN p.asked_at END) AS waiting_since,
max(CASE WHEN p.state <> RequestState.ASKED THEN p.decided_at END) AS last_at

// fragment: sessions_record(x, since)
// The last of sessions that were held, and how many since a moment.
max(x.starts_at) AS last_at, sum(CASE WHEN x.starts_at >= since THEN 1 ELSE 0 END) AS sessions

// fragment: investor_record(p, day)
// All that matching knows of an investor; a ticket in another currency is not known.
p.id AS id, p.name AS name, p.name_zh AS name_zh, p.summary AS summary, p.summary_zh AS summary_zh,
p.kind AS kind, p.stages AS stages,
CASE WHEN coalesce(p.currency, 'CNY') = 'CNY' THEN p.ticket_min END AS ticket_min,
CASE WHEN coalesce(p.currency, 'CNY') = 'CNY' THEN p.ticket_max END AS ticket_max,
p.capacity AS capacity, p.state AS state, p.paused_until AS paused_until, p.founded_on AS founded_on,
p.region AS region, p.country AS country, p.changed_at AS changed_at, reach(p, day) AS reach,
[(p)-[:IN_INDUSTRY]->(i:Industry) | i.id] AS industries,
[(p)-[:ABOUT]->(t:Topic) | t.id] AS topics

// fragment: lab_record(p, day)
// All that matching knows of a laboratory.
p.id AS id, p.name AS name, p.name_zh AS name_zh, p.summary AS summary, p.summary_zh AS summary_zh,
p.kind AS kind, p.capacity AS capacity, p.state AS state, p.paused_until AS paused_until,
p.region AS region, p.country AS country, p.changed_at AS changed_at, reach(p, day) AS reach,
[(p)-[:IN_INDUSTRY]->(i:Industry) | i.id] AS industries,
[(p)-[:ABOUT]->(t:Topic) | t.id] AS topics

// fragment: seeker_record(p, day)
// All that matching knows of a startup, with the incubators of a day.
p.id AS id, p.name AS name, p.name_zh AS name_zh, p.summary AS summary, p.summary_zh AS summary_zh,
p.stage AS stage, p.region AS region, p.country AS country, p.languages AS languages,
p.founded_on AS founded_on, p.changed_at AS changed_at,
[(p)-[:IN_INDUSTRY]->(i:Industry) | i.id] AS industries,
[(p)-[:ABOUT]->(t:Topic) | t.id] AS topics,
[(p)-[m:INCUBATED_BY]->(u:Incubator) WHERE in_force(m, day) | u.id] AS pools

// fragment: pair_facts(st, n, s, kind, day)
// All that decides whether a startup may ask a provider for a need on a day (graph/domain/eligibility.py).
st.id AS startup_id, n.id AS need_id, kind AS kind_name,
s {.id, .name, .name_zh, .capacity, .state, .paused_until, .languages} AS provider,
n.languages AS need_languages, st.languages AS startup_languages,
reserved_for(s, day) AS reserved_for, reach(s, day) AS reach,
[(st)-[r:INCUBATED_BY]->(i:Incubator) WHERE in_force(r, day) | i.id] AS pools,
COUNT { (s)<-[:WITH]-(:Engagement {state: EngagementState.OPEN}) } AS taken,
held_for_others(st, s) AS held,
[(st)<-[:BY]-(d:Proposal)-[:TO]->(s)
 WHERE d.kind = kind AND coalesce(d.state, RequestState.SHOWN) <> RequestState.SHOWN |
 {state: d.state, ask_again_on: d.ask_again_on, decline_reason: d.decline_reason,
  need_ids: [(d)-[:FOR]->(o:Need) | o.id], engagements: [(d)<-[:FROM]-(e:Engagement) | e.state]}] AS decisions

// fragment: wait_record(startup, entry, provider, need)
// An entry of a waiting list, with its number: those to whom a place is held stand before all others.
entry.id AS id, entry.state AS state, entry.since AS since, entry.held_until AS held_until, entry.need_id AS need_id,
startup.id AS startup_id, provider.id AS provider_id, provider.name AS provider_name,
provider.name_zh AS provider_name_zh, need.title AS need_title, need.state AS need_state,
coalesce(need.places, 1) AS need_places, COUNT { (need)<-[:FOR]-(:Proposal {state: RequestState.ACCEPTED}) } AS need_taken,
COUNT { (provider)<-[ahead:WAITS_FOR]-(:Startup)
        WHERE ahead.since < entry.since OR (ahead.since = entry.since AND ahead.id < entry.id) } AS before

// fragment: sent_mail(mail, who)
// A mail without its words, and whom it went to as they are called now.
mail.id AS id, mail.at AS at, mail.to AS email, mail.state AS state, mail.language AS language, mail.sent_at AS sent_at,
mail.attempts AS attempts, mail.error AS error, mail.account_id AS account_id, mail.for_id AS for_id,
mail.outbox_id AS message_id, coalesce(mail.is_doubtful, FALSE) AS is_doubtful,
mail.returned_for AS returned_for, who.name AS name

// fragment: held_for_others(startup, provider)
// How many places of somebody are held for other startups that waited for them.
COUNT { (provider)<-[offer:WAITS_FOR]-(rival:Startup) WHERE offer.state = WaitState.OFFERED AND rival.id <> startup.id }

// fragment: pause_of(provider)
// Until when no new request reaches somebody, and who says so; null where nobody paused them.
CASE WHEN provider.state = Availability.PAUSED THEN {until: provider.paused_until, by: provider.paused_by} END

// fragment: reserved_for(person, day)
// Who keeps somebody for their own on a day: closed pools, and they themselves until they accept an invitation. Every
// query that offers people asks it; a startup that is with none of these does not see them.
(CASE WHEN person.awaits_consent = true THEN [person.id] ELSE [] END
 + [(person)-[kept:IN_POOL_OF]->(pool:Incubator) WHERE running(kept, day) AND kept.reserved = true | pool.id])

// fragment: reach(asked, day)
// How a request would reach somebody on a day (graph/domain/reach.py): whoever signs in answers for themselves; of the
// others an incubator answers for whom it has in its pool, or who is in no pools, and the administrators for anybody.
(CASE WHEN EXISTS { (asked)<-[:OF]-(:Membership)<-[:HOLDS]-(:Account {state: AccountState.ACTIVE}) } THEN Reach.ACCOUNT
 WHEN asked.answered_by IS NULL THEN Reach.NONE
 WHEN asked.answered_by = 'administrators' OR NOT asked:Supervisor
   OR EXISTS { (asked)-[tie:IN_POOL_OF]->(house:Incubator {id: asked.answered_by}) WHERE running(tie, day) }
 THEN Reach.INCUBATOR ELSE Reach.NONE END)

// fragment: has_consented(profile)
// Whether there is more of somebody than an invitation that they did not accept; an organisation needs no consent.
(coalesce(profile.awaits_consent, false) = false)

// fragment: keeps_apart(conflict, one, other, day)
// Whether a conflict of interest that somebody noted between two counts on a day.
(in_force(conflict, day) AND has_say(conflict, one, other, day))

// fragment: has_say(conflict, one, other, day)
// Whether who noted a conflict of interest between two has a say: an incubator while it looks after one of them; one of
// them and the installation always.
(conflict.noted_by IS NULL OR conflict.noted_by IN
 [one.id, other.id]
 + [(one)-[tie:INCUBATED_BY|IN_POOL_OF]->(house:Incubator) WHERE running(tie, day) | house.id]
 + [(other)-[tie:INCUBATED_BY|IN_POOL_OF]->(house:Incubator) WHERE running(tie, day) | house.id])

// fragment: running(relation, day)
// A relation on a day; a term in a pool besides where somebody is on the list, asked or not, or accepted, and nobody
// ended it (`Term.is_running` in graph/entities/pools.py). Relations without a state are dated only.
((coalesce(relation.state, TermState.ACTIVE) IN [TermState.ACTIVE, TermState.LISTED]
  OR (relation.state = TermState.INVITED AND relation.before = TermState.LISTED)) AND in_force(relation, day))

// fragment: is_open(term, day)
// Somebody is in a pool, on its list or invited, and the last day is to come.
(coalesce(term.state, TermState.ACTIVE) IN [TermState.LISTED, TermState.INVITED, TermState.ACTIVE] AND NOT over(term, day))

// fragment: in_force(relation, day)
// A dated relation on a day: its first and its last day both count, an end that is not known is open.
((relation.from IS NULL OR relation.from <= day) AND NOT over(relation, day))

// fragment: meanwhile(relation, first, last)
// A dated relation on any of these days, both ends counted.
((relation.from IS NULL OR relation.from <= last) AND (relation.to IS NULL OR relation.to >= first))

// fragment: has_days(relation, told)
// A dated relation that stands with the days that are told of it.
((relation.from = told.from OR (relation.from IS NULL AND told.from IS NULL))
 AND (relation.to = told.to OR (relation.to IS NULL AND told.to IS NULL)))

// fragment: over(relation, day)
// The last day of a dated relation has passed.
(relation.to IS NOT NULL AND relation.to < day)

// fragment: has_open_end(relation)
// No last day is written: what a column without dates stands for, and what a later row may close. Not whether the
// relation is in force.
(relation.to IS NULL)

// fragment: speaks_of(application, text)
// An application in which a text stands, in small letters; every one where it is empty.
(text = '' OR toLower(application.name) CONTAINS text OR toLower(application.about) CONTAINS text
 OR application.email CONTAINS text OR toLower(coalesce(application.contact, '')) CONTAINS text
 OR toLower(coalesce(application.employer, '')) CONTAINS text)

// fragment: later_of(one, other)
// The later of two days; the other where the one is not known.
CASE WHEN one > other THEN one ELSE other END
