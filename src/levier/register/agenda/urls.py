from django.urls import path

from levier.register.agenda import views

app_name = "agenda"
urlpatterns = [
    path("", views.todos, name="todos"),
    path("nouvelle/", views.new, name="new"),
    path("<int:pk>/modifier/", views.edit, name="edit"),
    path("<int:pk>/retirer/", views.withdraw, name="withdraw"),
    path("<int:pk>/faite/", views.done, name="done"),
    path("<int:pk>/a-faire/", views.undone, name="undone"),
]
