from django.urls import path

from levier.evidence.reports import views

app_name = "reports"
urlpatterns = [
    path("", views.reports, name="reports"),
    path("figes/<int:pk>/", views.frozen, name="frozen"),
    path("figes/<int:pk>/rouvrir/", views.reopen, name="reopen"),
    path("<int:pk>/<slug:code>/", views.report, name="report"),
    path("<int:pk>/<slug:code>/figer/", views.freeze, name="freeze"),
    path("<int:pk>/<slug:code>/<slug:indicator>/", views.lines, name="lines"),
]
