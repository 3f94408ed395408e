"""The use cases: verbs, each called alike by admin, API, worker and shell; the only place that opens transactions."""
