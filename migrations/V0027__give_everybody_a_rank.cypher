// Whoever acts for an organisation could do all of it: they are its heads, and so is whoever was asked to.
MATCH (m:Membership)
WHERE m.rank IS NULL AND m.role IN ['startup', 'incubator', 'investor', 'talent_office']
SET m.rank = 'head';
