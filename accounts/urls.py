"""The one public page of the people: where a new colleague chooses a password."""

from django.urls import path

from accounts.choose_password import ChoosePassword

urlpatterns = [
    path("<uidb64>/<token>/", ChoosePassword.as_view(), name="choose_password"),
]
