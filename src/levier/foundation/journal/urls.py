from django.urls import path

from levier.foundation.journal import views

app_name = "journal"
urlpatterns = [path("", views.journal, name="journal")]
