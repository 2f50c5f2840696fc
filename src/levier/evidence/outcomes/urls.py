from django.urls import path

from levier.evidence.outcomes import views

app_name = "outcomes"
urlpatterns = [
    path("", views.participations, name="participations"),
    path("<int:pk>/", views.participation, name="participation"),
]
