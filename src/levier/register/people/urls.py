from django.urls import path

from levier.register.people import contact_views, file_views, leaving_views, pair_views, views

app_name = "people"
urlpatterns = [
    path("", views.people, name="people"),
    path("nouvelle/", views.new, name="new"),
    path("ressemblances/", views.alike, name="alike"),
    path("<int:pk>/", file_views.person, name="person"),
    path("<int:pk>/modifier/", views.edit, name="edit"),
    path("<int:pk>/contacts/nouveau/", contact_views.new_point, name="new_point"),
    path("contacts/<int:pk>/modifier/", contact_views.edit_point, name="edit_point"),
    path("contacts/<int:pk>/terminer/", contact_views.end_point, name="end_point"),
    path("<int:pk>/autre-fiche/", pair_views.other_file, name="other_file"),
    path("doublons/", pair_views.pairs, name="pairs"),
    path("doublons/chercher/", pair_views.search_pairs, name="search_pairs"),
    path("doublons/<int:pk>/", pair_views.pair, name="pair"),
    path("fusions/<int:pk>/annuler/", pair_views.undo, name="undo_merge"),
    path("<int:pk>/copie/", leaving_views.copy, name="copy"),
    path("<int:pk>/effacer/", leaving_views.erase, name="erase"),
    path("preuves/", leaving_views.proofs, name="proofs"),
    path("preuves/<int:pk>/", leaving_views.proof, name="proof"),
]
