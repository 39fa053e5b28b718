// Questions and answers while a request waits.
CREATE CONSTRAINT remark_id IF NOT EXISTS FOR (n:Remark) REQUIRE n.id IS UNIQUE;
