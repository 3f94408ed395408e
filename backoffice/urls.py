from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView
from django.views.i18n import set_language

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="admin:index")),
    path("admin/", admin.site.urls),
    path("api/v1/", include("refunds.api.urls")),
    path("webhooks/", include("refunds.intake.urls")),
    path("password/", include("accounts.urls")),
    path("language/", set_language, name="set_language"),
]

handler400 = "refunds.admin.refused.handler.not_understood"
handler403 = "refunds.admin.refused.handler.refused"
