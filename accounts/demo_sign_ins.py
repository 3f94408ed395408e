"""Who may sign in to the demo. Real installations have none of these people."""

from typing import NamedTuple


class SignIn(NamedTuple):
    """One person of the demo, with the role as a reader knows it."""

    role: str
    username: str
    password: str


PASSWORD = "refund-demo-1"  # noqa: S105

SIGN_INS = [
    SignIn("Agent", "mei", PASSWORD),
    SignIn("Agent", "tom", PASSWORD),
    SignIn("Supervisor", "sofia", PASSWORD),
    SignIn("Supervisor", "ravi", PASSWORD),
    SignIn("Finance", "fatima", PASSWORD),
    SignIn("Technical auditor", "wei", PASSWORD),
    SignIn("Compliance auditor", "anna", PASSWORD),
    SignIn("Administrator", "admin", PASSWORD),
]
