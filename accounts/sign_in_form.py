"""The form of the sign-in."""

from __future__ import annotations

from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.forms import UsernameField

from accounts.models import StaffMember

LONGEST = StaffMember._meta.get_field("username").max_length


class SignInForm(AdminAuthenticationForm):
    """Name and password. The stock form takes a name of any length, and a failed attempt is kept with its name."""

    username = UsernameField(max_length=LONGEST, widget=forms.TextInput(attrs={"autofocus": True}))
