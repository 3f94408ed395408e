"""The steps of a case as buttons and forms: one file a step, each calling one operation."""
