"""How long a text in a dossier may be, in characters."""

REMARK = 2_000
STORY = 20_000
