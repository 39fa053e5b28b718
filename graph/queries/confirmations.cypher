// name: note
// Keep with a request that a side went on with conflicts of interest in sight.
// parameters: id, by_seeker, by, at, conflicts
MATCH (p:Proposal {id: $id})
SET p.seeker_confirmed = CASE WHEN $by_seeker THEN $conflicts ELSE p.seeker_confirmed END,
    p.seeker_confirmed_by = CASE WHEN $by_seeker THEN $by ELSE p.seeker_confirmed_by END,
    p.seeker_confirmed_at = CASE WHEN $by_seeker THEN $at ELSE p.seeker_confirmed_at END,
    p.provider_confirmed = CASE WHEN $by_seeker THEN p.provider_confirmed ELSE $conflicts END,
    p.provider_confirmed_by = CASE WHEN $by_seeker THEN p.provider_confirmed_by ELSE $by END,
    p.provider_confirmed_at = CASE WHEN $by_seeker THEN p.provider_confirmed_at ELSE $at END

// name: forget
// A request is asked anew: what was confirmed of an earlier one does not stand for it.
// parameters: id
MATCH (p:Proposal {id: $id})
SET p.seeker_confirmed = null, p.seeker_confirmed_by = null, p.seeker_confirmed_at = null,
    p.provider_confirmed = null, p.provider_confirmed_by = null, p.provider_confirmed_at = null

// name: list_of_incubator
// The requests of an incubator's startups that went on with a confirmed conflict, the latest first.
// parameters: incubator_id, day, limit
MATCH (i:Incubator {id: $incubator_id})<-[r:INCUBATED_BY]-(st:Startup)<-[:BY]-(p:Proposal)-[:TO]->(s)
WHERE in_force(r, $day) AND (p.seeker_confirmed_at IS NOT NULL OR p.provider_confirmed_at IS NOT NULL)
RETURN p.id AS id, p.state AS state, p.asked_at AS asked_at, st.id AS startup_id, st.name AS startup_name,
       st.name_zh AS startup_name_zh, s.id AS provider_id, s.name AS provider_name, s.name_zh AS provider_name_zh,
       p.seeker_confirmed AS seeker_confirmed, p.seeker_confirmed_by AS seeker_confirmed_by,
       p.seeker_confirmed_at AS seeker_confirmed_at, p.provider_confirmed AS provider_confirmed,
       p.provider_confirmed_by AS provider_confirmed_by, p.provider_confirmed_at AS provider_confirmed_at
ORDER BY asked_at DESC, id
LIMIT $limit
