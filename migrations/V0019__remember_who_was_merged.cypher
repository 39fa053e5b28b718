// Where a person was who is somebody else's record now, and how that could be undone.
CREATE CONSTRAINT merged_person_id IF NOT EXISTS FOR (n:MergedPerson) REQUIRE n.id IS UNIQUE;
CREATE INDEX merged_person_incubator IF NOT EXISTS FOR (n:MergedPerson) ON (n.incubator_id);
