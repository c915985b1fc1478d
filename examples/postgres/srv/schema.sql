SET client_min_messages TO warning;
CREATE TABLE IF NOT EXISTS visit (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  who text NOT NULL
);
