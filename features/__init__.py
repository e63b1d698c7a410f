"""The plans, rule by rule, as an inspector would say it; run by pytest-bdd with the steps of `zhunsheng.prove`."""
