// name: get
// An incubator's own profile.
// parameters: id
MATCH (i:Incubator {id: $id})
RETURN i.id AS id, i.name AS name, i.name_zh AS name_zh, i.region AS region
LIMIT 1

// name: startups
// The startups that are with an incubator on a day, and what each has under way.
// parameters: id, day, limit
MATCH (:Incubator {id: $id})<-[r:INCUBATED_BY]-(s:Startup)
WHERE in_force(r, $day)
RETURN s {.id, .name, .name_zh, .stage, .region, .headcount, .summary, .summary_zh, .founded_on,
          .contact, .contact_email, .contact_phone} AS startup,
       r.from AS since, r.to AS until, [(s)-[:IN_INDUSTRY]->(i:Industry) | i.id] AS industries
ORDER BY startup.name
LIMIT $limit

// name: open_needs
// The open needs of an incubator's startups with how many were shown, asked, declined and accepted.
// parameters: id, day, limit
MATCH (:Incubator {id: $id})<-[r:INCUBATED_BY]-(s:Startup)-[:RAISED]->(n:Need {state: NeedState.OPEN})
WHERE in_force(r, $day)
OPTIONAL MATCH (n)<-[:FOR]-(p:Proposal)
WITH s, n, collect(p {.state, .asked_at, .decided_at}) AS proposals
RETURN n.id AS id, n.kind AS kind, n.title AS title, n.opened_on AS opened_on, coalesce(n.places, 1) AS places,
       s.id AS startup_id, s.name AS startup_name, s.name_zh AS startup_name_zh, proposals AS proposals,
       [(n)-[:IN_INDUSTRY]->(i:Industry) | i.id] AS industries
ORDER BY n.opened_on, n.id
LIMIT $limit

// name: requests
// Requests without an answer between an incubator's startups or its pool and anybody, oldest first.
// parameters: id, day, limit
MATCH (i:Incubator {id: $id})
MATCH (p:Proposal {state: RequestState.ASKED})-[:BY]->(s:Startup)
MATCH (p)-[:TO]->(v)
WHERE EXISTS { (s)-[r:INCUBATED_BY]->(i) WHERE in_force(r, $day) }
   OR EXISTS { (v)-[m:IN_POOL_OF]->(i)
               WHERE running(m, $day) }
OPTIONAL MATCH (p)-[:FOR]->(n:Need)
RETURN p.id AS id, p.kind AS kind, p.asked_at AS asked_at, p.reminded_at AS reminded_at,
       s.id AS startup_id, s.name AS startup_name, s.name_zh AS startup_name_zh,
       v.id AS provider_id, v.name AS provider_name, v.name_zh AS provider_name_zh, n.title AS need_title,
       n.id AS need_id, p.extended_until AS extended_until,
       EXISTS { (s)-[r:INCUBATED_BY]->(i) WHERE in_force(r, $day) } AS own_startup,
       EXISTS { (v)-[m:IN_POOL_OF]->(i)
                WHERE running(m, $day) } AS own_supervisor,
       v.answered_by = $id AND reach(v, $day) = Reach.INCUBATOR AS is_answered_here,
       reach(v, $day) = Reach.NONE
       OR (reach(v, $day) = Reach.INCUBATOR AND v:Supervisor AND v.answered_by <> 'administrators'
           AND NOT EXISTS { (v)-[:IN_POOL_OF]->(house:Incubator {id: v.answered_by})<-[:OF]-(:Membership)<-[:HOLDS]-(:Account {state: AccountState.ACTIVE}) })
       AS is_unread
ORDER BY asked_at, id
LIMIT $limit

// name: engagements
// The open engagements of an incubator's startups with their first and next sessions.
// parameters: id, day, limit
MATCH (:Incubator {id: $id})<-[r:INCUBATED_BY]-(s:Startup)<-[:OF]-(e:Engagement {state: EngagementState.OPEN})
WHERE in_force(r, $day)
MATCH (e)-[:WITH]->(v)
MATCH (p:Proposal {id: e.id})
OPTIONAL MATCH (e)<-[:IN]-(x:Session)
WHERE x.state <> SessionState.CANCELLED
RETURN e.id AS id, e.goal AS goal, e.opened_at AS opened_at, s.id AS startup_id, s.name AS startup_name,
       s.name_zh AS startup_name_zh, v.id AS provider_id, v.name AS provider_name, v.name_zh AS provider_name_zh,
       p.kind AS kind, EXISTS { (v)-[m:IN_POOL_OF]->(:Incubator {id: $id}) WHERE running(m, $day) } AS is_own_provider,
       min(CASE WHEN x.state = SessionState.PLANNED THEN x.starts_at END) AS next_at,
       max(CASE WHEN x.state = SessionState.HELD THEN x.starts_at END) AS last_at,
       count(CASE WHEN x.state = SessionState.HELD THEN 1 END) AS sessions,
       sum(CASE WHEN x.state = SessionState.HELD THEN coalesce(x.minutes, 60) ELSE 0 END) AS minutes
ORDER BY startup_name, id
LIMIT $limit

// name: timeline
// What was asked for a startup and what came of it, latest first.
// parameters: startup_id, limit
MATCH (s:Startup {id: $startup_id})<-[:BY]-(p:Proposal)-[:TO]->(v)
WHERE p.asked_at IS NOT NULL
OPTIONAL MATCH (p)-[:FOR]->(n:Need)
RETURN p.id AS id, p.kind AS kind, p.state AS state, p.asked_at AS asked_at, p.decided_at AS decided_at,
       p.decline_reason AS decline_reason, p.outcome AS outcome, n.title AS need_title,
       v.id AS provider_id, v.name AS provider_name, v.name_zh AS provider_name_zh
ORDER BY asked_at DESC, id
LIMIT $limit

// name: proposed_for
// The open needs of an incubator's startups on whose lists a provider stands, or stood, the last asked first.
// parameters: id, provider_id, day, limit
MATCH provider(v, $provider_id)<-[:TO]-(p:Proposal)-[:FOR]->(n:Need {state: NeedState.OPEN})<-[:RAISED]-(s:Startup)
MATCH (s)-[r:INCUBATED_BY]->(:Incubator {id: $id})
WHERE in_force(r, $day)
RETURN DISTINCT n.id AS need_id, n.title AS need_title, n.kind AS kind, s.id AS startup_id, s.name AS startup_name,
       s.name_zh AS startup_name_zh, p.state AS state, p.asked_at AS asked_at
ORDER BY coalesce(toString(p.asked_at), '') DESC, startup_name, need_id
LIMIT $limit

// name: founders
// The accounts that act for an incubator's startups, or are invited to.
// parameters: id, day, limit
MATCH (:Incubator {id: $id})<-[r:INCUBATED_BY]-(s:Startup)<-[:OF]-(:Membership)<-[:HOLDS]-(a:Account)
WHERE in_force(r, $day)
RETURN DISTINCT s.id AS startup_id, a.id AS id, a.name AS name, a.email AS email, a.state AS state,
       a.last_seen_at AS last_seen_at, a.invited_at AS invited_at
ORDER BY startup_id, id
LIMIT $limit

// name: guidance
// How often and how long each startup of an incubator has met those who guide it, and when last.
// parameters: id, day, limit
MATCH (:Incubator {id: $id})<-[r:INCUBATED_BY]-(s:Startup)
WHERE in_force(r, $day)
MATCH (s)<-[:OF]-(:Engagement)<-[:IN]-(x:Session {state: SessionState.HELD})
RETURN s.id AS startup_id, count(x) AS sessions, sum(coalesce(x.minutes, 60)) AS minutes, max(x.starts_at) AS last_at
ORDER BY startup_id
LIMIT $limit

// name: last_asked
// When each startup of an incubator last asked somebody.
// parameters: id, day, limit
MATCH (:Incubator {id: $id})<-[r:INCUBATED_BY]-(s:Startup)<-[:BY]-(p:Proposal)
WHERE in_force(r, $day) AND p.asked_at IS NOT NULL
RETURN s.id AS startup_id, max(p.asked_at) AS last_at
ORDER BY startup_id
LIMIT $limit
