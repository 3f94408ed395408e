"""The 302.AI policy and its settings: the numbers of the text, and the readings that are a matter of degree."""

from refunds.policies.facts import TOPUP_GROUNDS
from refunds.policies.language import Policy
from refunds.policies.settings import Setting

WORKING_DAYS = "working days"

policy = Policy(
    id="302ai",
    title="302.AI Refund Policy",
    version="undated",
    text="302ai.txt",
    pleas=TOPUP_GROUNDS,
    settings=[
        Setting(
            "application_window_working_days", 7, "302-III.2", WORKING_DAYS, "Application within", least=1, most=365
        ),
        Setting(
            "cleared_violations",
            "supervisor",
            "302-III.4",
            "",
            "A violation whose sanction was served",
            choices=("supervisor", "reject", "ignore"),
        ),
        Setting("audit_working_days", 3, "302-IV.2", WORKING_DAYS, "Technical audit within", least=1, most=60),
        Setting("payout_working_days", 7, "302-IV.3", WORKING_DAYS, "Arrival generally within", least=1, most=60),
        Setting("rounding", "half_up", "302-IV.3", "", "Rounding of amounts", choices=("half_up", "half_even", "down")),
        Setting("ask_while_window_is_open", True, "302-IV.4", "", "Ask for incomplete materials before rejecting"),
    ],
)
