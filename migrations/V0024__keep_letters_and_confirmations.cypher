// Letters that curators keep to write them again.
CREATE CONSTRAINT letter_template_id IF NOT EXISTS FOR (n:LetterTemplate) REQUIRE n.id IS UNIQUE;
CREATE INDEX letter_template_incubator IF NOT EXISTS FOR (n:LetterTemplate) ON (n.incubator_id);
