"""The addresses of version 1."""

from django.urls import path

from refunds.api.approvals import Approvals
from refunds.api.cases import Cases, OneCase
from refunds.api.description import Description
from refunds.api.evaluations import Evaluations

app_name = "api"

urlpatterns = [
    path("evaluations", Evaluations.as_view(), name="evaluations"),
    path("cases", Cases.as_view(), name="cases"),
    path("cases/<slug:number>", OneCase.as_view(), name="case"),
    path("cases/<slug:number>/approval", Approvals.as_view(), name="approval"),
    path("schema", Description.as_view(), name="schema"),
]
