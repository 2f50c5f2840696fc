from django.urls import path

from levier.register.agenda import feed_views, hour_views, resource_views, views, week_views

app_name = "agenda"
urlpatterns = [
    path("taches/", views.todos, name="todos"),
    path("taches/nouvelle/", views.new, name="new"),
    path("taches/<int:pk>/modifier/", views.edit, name="edit"),
    path("taches/<int:pk>/retirer/", views.withdraw, name="withdraw"),
    path("taches/<int:pk>/faite/", views.done, name="done"),
    path("taches/<int:pk>/a-faire/", views.undone, name="undone"),
    path("agenda/semaine/", week_views.week, name="week"),
    path("agenda/semaine/collegues/", week_views.colleagues, name="colleagues"),
    path("agenda/semaine/<int:pk>/", week_views.colleague_week, name="colleague_week"),
    path("agenda/abonnement/", feed_views.subscribe, name="subscribe"),
    path("agenda/calendrier/<str:token>/", feed_views.calendar, name="calendar"),
    path("agenda/plages/", hour_views.openings, name="openings"),
    path("agenda/plages/nouvelle/", hour_views.new_opening, name="new_opening"),
    path("agenda/plages/<int:pk>/modifier/", hour_views.edit_opening, name="edit_opening"),
    path("agenda/plages/<int:pk>/arreter/", hour_views.stop_opening, name="stop_opening"),
    path("agenda/jours/nouveau/", hour_views.new_change, name="new_change"),
    path("agenda/jours/<int:pk>/retirer/", hour_views.remove_change, name="withdraw_change"),
    path("salles/", resource_views.resources, name="resources"),
    path("salles/nouvelle/", resource_views.new, name="new_resource"),
    path("salles/<int:pk>/", resource_views.resource, name="resource"),
    path("salles/<int:pk>/modifier/", resource_views.edit, name="edit_resource"),
    path("salles/<int:pk>/retirer/", resource_views.retire, name="retire_resource"),
    path("salles/<int:pk>/reserver/", resource_views.book, name="book_resource"),
    path("salles/reservations/<int:pk>/rendre/", resource_views.free, name="free_resource"),
]
