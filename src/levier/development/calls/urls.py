from django.urls import path

from levier.development.calls import need_views, views

app_name = "calls"
urlpatterns = [
    path("", views.calls, name="calls"),
    path("nouveau/", views.new, name="new"),
    path("<int:pk>/", views.call, name="call"),
    path("<int:pk>/modifier/", views.edit, name="edit"),
    path("<int:pk>/decision/", views.decision, name="decide"),
    path("<int:pk>/etat/", views.step, name="step"),
    path("besoins/", need_views.needs, name="needs"),
    path("besoins/nouveau/", need_views.new, name="new_need"),
    path("besoins/<int:pk>/", need_views.need, name="need"),
    path("besoins/<int:pk>/modifier/", need_views.edit, name="edit_need"),
    path("besoins/<int:pk>/constats/nouveau/", need_views.new_evidence, name="new_evidence"),
    path("constats/<int:pk>/retirer/", need_views.drop_evidence, name="remove_evidence"),
]
