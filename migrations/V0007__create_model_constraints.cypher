// The pieces of models' files, and the one place per kind that says which model serves and who trains.
CREATE CONSTRAINT model_file_id IF NOT EXISTS FOR (n:ModelFile) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT model_slot_id IF NOT EXISTS FOR (n:ModelSlot) REQUIRE n.id IS UNIQUE;
