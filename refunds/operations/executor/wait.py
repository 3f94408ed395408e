"""Why something isn't done now, and when to ask again."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple


class Wait(NamedTuple):
    """One sentence for whoever looks at the payout, and the instant at which it is tried again."""

    sentence: str
    until: dt.datetime
