from django.urls import path

from levier.register.people import views

app_name = "people"
urlpatterns = [
    path("", views.people, name="people"),
    path("nouvelle/", views.new, name="new"),
    path("<int:pk>/", views.person, name="person"),
    path("<int:pk>/modifier/", views.edit, name="edit"),
]
