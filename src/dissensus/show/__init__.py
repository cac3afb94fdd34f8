"""The edge out: views of a store, and the terminal and the report that show them. Nothing is computed here."""
