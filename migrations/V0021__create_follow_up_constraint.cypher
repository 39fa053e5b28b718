// What an incubator noted of things that do not move: put off, or minded by a colleague.
CREATE CONSTRAINT follow_up_id IF NOT EXISTS FOR (n:FollowUp) REQUIRE n.id IS UNIQUE;
CREATE INDEX follow_up_incubator IF NOT EXISTS FOR (n:FollowUp) ON (n.incubator_id);
