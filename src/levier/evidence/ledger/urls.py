from django.urls import path

from levier.evidence.ledger import views

app_name = "ledger"
urlpatterns = [
    path("", views.hours, name="hours"),
    path("lignes/", views.lines, name="lines"),
    path("lignes/<int:pk>/", views.item, name="item"),
    path("lignes/<int:pk>/demander/", views.claim_one, name="claim_one"),
    path("lignes/<int:pk>/presenter/", views.show_one, name="show_one"),
    path("parts/<int:pk>/liberer/", views.release_one, name="release_one"),
    path("projets/<int:pk>/", views.project, name="project"),
    path("projets/<int:pk>/demander/", views.claim, name="claim"),
    path("projets/<int:pk>/liberer/", views.release, name="release"),
    path("projets/<int:pk>/presenter/", views.show, name="show"),
    path("projets/<int:pk>/ne-plus-presenter/", views.withdraw, name="withdraw"),
]
