"""Every check on the data by example: a small plan, checks as they are written, figures, and what is flagged."""
