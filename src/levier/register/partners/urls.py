from django.urls import path

from levier.register.partners import part_views, views

app_name = "partners"
urlpatterns = [
    path("", views.partners, name="partners"),
    path("nouveau/", views.new, name="new"),
    path("ressemblances/", views.alike, name="alike"),
    path("<int:pk>/", views.partner, name="partner"),
    path("<int:pk>/modifier/", views.edit, name="edit"),
    path("<int:pk>/retirer/", part_views.remove_partner, name="remove"),
    path("<int:pk>/contacts/nouveau/", part_views.new_contact, name="new_contact"),
    path("contacts/<int:pk>/modifier/", part_views.edit_contact, name="edit_contact"),
    path("contacts/<int:pk>/terminer/", part_views.finish_contact, name="end_contact"),
    path("<int:pk>/programmes/nouveau/", part_views.new_programme, name="new_programme"),
    path("programmes/<int:pk>/modifier/", part_views.edit_programme, name="edit_programme"),
    path("programmes/<int:pk>/retirer/", part_views.remove_programme, name="remove_programme"),
    path("lieux/", part_views.places, name="places"),
    path("lieux/nouveau/", part_views.new_place, name="new_place"),
    path("lieux/<int:pk>/modifier/", part_views.edit_place, name="edit_place"),
    path("lieux/<int:pk>/retirer/", part_views.remove_place, name="remove_place"),
]
