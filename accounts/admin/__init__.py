"""The pages about people: every module of this package registers what it shows."""

from accounts.admin import sign_ins, staff

__all__ = ["sign_ins", "staff"]
