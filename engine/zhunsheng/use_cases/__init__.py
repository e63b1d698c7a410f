"""Use cases beside the main one (`api`): forms, the store, the proof of the rules, their book. They wire stages."""
