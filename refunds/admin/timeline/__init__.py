"""One timeline of a case: states, facts, words, money; who, when, why, and what was before."""
