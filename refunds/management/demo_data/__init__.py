"""The example cases of the demo: documents of invented customers, and what the desk did with them.

`people` makes the staff, `service_dossiers` and `ai302_dossiers` the documents, `stories` what happened next. The seed
is fixed and all instants are counted back from the loading, so that every demo shows the same desk on a fresh morning.
"""
