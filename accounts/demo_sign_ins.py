"""Who may sign in to the demo. Real installations have none of these people."""

from typing import NamedTuple


class SignIn(NamedTuple):
    """One person of the demo, with the role as a reader knows it."""

    role: str
    username: str
    password: str

    @property
    def role_id(self) -> str:
        """The role's id in the table of roles."""
        return self.role.lower().replace(" ", "_")


PASSWORD = "refund-demo-1"  # noqa: S105

SIGN_INS = [
    SignIn("Agent", "mei", PASSWORD),
    SignIn("Agent", "tom", PASSWORD),
    SignIn("Supervisor", "sofia", PASSWORD),
    SignIn("Supervisor", "ravi", PASSWORD),
    SignIn("Finance", "fatima", PASSWORD),
    SignIn("Finance", "felix", PASSWORD),
    SignIn("Technical auditor", "wei", PASSWORD),
    SignIn("Compliance auditor", "anna", PASSWORD),
    SignIn("Administrator", "admin", PASSWORD),
]
FULL_NAMES = {
    "mei": ("Mei", "Chen"),
    "tom": ("Tom", "Becker"),
    "sofia": ("Sofia", "Rossi"),
    "ravi": ("Ravi", "Iyer"),
    "fatima": ("Fatima", "Haddad"),
    "felix": ("Felix", "Keller"),
    "wei": ("Wei", "Zhang"),
    "anna": ("Anna", "Lindqvist"),
    "admin": ("Alex", "Moreau"),
}
