"""The plan, rule by rule, as an inspector would say it; run by pytest-bdd."""
