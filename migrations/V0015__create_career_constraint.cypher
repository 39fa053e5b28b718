// What people have done, entry by entry.
CREATE CONSTRAINT career_id IF NOT EXISTS FOR (n:Career) REQUIRE n.id IS UNIQUE;
