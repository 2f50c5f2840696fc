from django.urls import path

from levier.evidence.reports import frozen_views, views

app_name = "reports"
urlpatterns = [
    path("", views.reports, name="reports"),
    path("figes/", frozen_views.frozen_reports, name="frozen_reports"),
    path("figes/<int:pk>/", frozen_views.frozen, name="frozen"),
    path("figes/<int:pk>/rouvrir/", frozen_views.reopen, name="reopen"),
    path("figes/<int:pk>/<slug:indicator>/", frozen_views.frozen_lines, name="frozen_lines"),
    path("<int:pk>/<slug:code>/", views.report, name="report"),
    path("<int:pk>/<slug:code>/figer/", frozen_views.freeze, name="freeze"),
    path("<int:pk>/<slug:code>/<slug:indicator>/", views.lines, name="lines"),
]
