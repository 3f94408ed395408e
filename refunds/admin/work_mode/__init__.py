"""Case after case: the next one at one key, the keys, and what opens when a step is done."""
