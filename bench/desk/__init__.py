"""The desk at a million cases: the queue, deep pages, searches, the page of a case and the case that is taken next."""
