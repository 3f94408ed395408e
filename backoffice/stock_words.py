"""What pages of the stock admin say and Django has no Chinese for: collected here, it is translated with our words."""

from django.utils.translation import gettext_noop

SAID = frozenset({gettext_noop("Add link"), gettext_noop("Change or view list link"), gettext_noop("Model name")})
