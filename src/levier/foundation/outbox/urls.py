from django.urls import path

from levier.foundation.outbox import views

app_name = "outbox"
urlpatterns = [
    path("", views.messages, name="messages"),
    path("reessayer/", views.try_again, name="try_again"),
    path("abandonner/", views.give_up, name="give_up"),
    path("<int:pk>/", views.message, name="message"),
]
