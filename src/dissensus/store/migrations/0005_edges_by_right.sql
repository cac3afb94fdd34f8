-- What belongs to a claim is asked for by the claim (`check`), not by each statement.

CREATE INDEX edges_by_right ON edges (right_end, relation);
