from django.urls import path

from levier.doors.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.my_day, name="my_day"),
    path("chercher/", views.search, name="search"),
    path("aide/", views.help_page, name="help"),
]
