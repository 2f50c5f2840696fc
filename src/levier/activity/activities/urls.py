from django.urls import path

from levier.activity.activities import joining_views, sheet, views

app_name = "activities"
urlpatterns = [
    path("", views.activities, name="activities"),
    path("nouvelle/", views.new, name="new"),
    path("inscrire/", joining_views.enrol_chosen, name="enrol_chosen"),
    path("seances/", views.sessions, name="sessions"),
    path("seances/<int:pk>/", sheet.session, name="session"),
    path("seances/<int:pk>/ajouter/", views.add_to_sheet, name="add_to_sheet"),
    path("seances/<int:pk>/feuille/", sheet.paper, name="paper"),
    path("seances/<int:pk>/modifier/", sheet.edit, name="edit_session"),
    path("seances/<int:pk>/annuler/", sheet.cancel, name="cancel_session"),
    path("inscriptions/<int:pk>/fin/", views.leave, name="leave"),
    path("<int:pk>/", views.activity, name="activity"),
    path("<int:pk>/modifier/", views.edit, name="edit"),
    path("<int:pk>/planifier/", views.plan, name="plan"),
    path("<int:pk>/inscrire/", views.enrol_people, name="enrol"),
]
