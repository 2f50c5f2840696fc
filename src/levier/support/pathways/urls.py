from django.urls import path

from levier.support.pathways import diagnosis_views, item_views, note_views, person_views, plan_views, views

app_name = "pathways"
urlpatterns = [
    path("", views.pathways, name="pathways"),
    path("miens/", views.mine, name="mine"),
    path("charge/", views.load, name="load"),
    path("confier/", views.hand_over, name="hand_over"),
    path("<int:pk>/", person_views.pathway, name="pathway"),
    path("<int:pk>/commencer/", person_views.begin, name="begin"),
    path("<int:pk>/modifier/", person_views.edit, name="edit"),
    path("<int:pk>/terminer/", person_views.close, name="close"),
    path("<int:pk>/confier/", person_views.give, name="give"),
    path("collegues/<int:pk>/fin/", person_views.leave, name="leave"),
    path("<int:pk>/diagnostic/", diagnosis_views.diagnosis, name="diagnosis"),
    path("<int:pk>/diagnostic/<slug:theme>/", diagnosis_views.note, name="note"),
    path("<int:pk>/plan/", plan_views.plan, name="plan"),
    path("<int:pk>/buts/nouveau/", plan_views.new_goal, name="new_goal"),
    path("buts/<int:pk>/modifier/", plan_views.edit_goal, name="edit_goal"),
    path("buts/<int:pk>/terminer/", plan_views.finish_goal, name="finish_goal"),
    path("buts/<int:pk>/reprendre/", plan_views.reopen_goal, name="reopen_goal"),
    path("buts/<int:pk>/etapes/nouvelle/", plan_views.new_step, name="new_step"),
    path("etapes/<int:pk>/modifier/", plan_views.edit_step, name="edit_step"),
    path("etapes/<int:pk>/terminer/", plan_views.finish_step, name="finish_step"),
    path("etapes/<int:pk>/etat/", plan_views.set_step, name="set_step"),
    path("<int:pk>/notes/", note_views.notes, name="notes"),
    path("<int:pk>/notes/nouvelle/", note_views.new_note, name="new_note"),
    path("notes/<int:pk>/modifier/", note_views.edit_note, name="edit_note"),
    path("notes/<int:pk>/retirer/", note_views.withdraw, name="withdraw_note"),
    path("freins-et-atouts/", item_views.items, name="items"),
    path("freins-et-atouts/nouveau/", item_views.new_item, name="new_item"),
    path("freins-et-atouts/<int:pk>/modifier/", item_views.edit_item, name="edit_item"),
    path("freins-et-atouts/<int:pk>/fondre/", item_views.melt, name="melt"),
    path("freins-et-atouts/<int:pk>/diviser/", item_views.split, name="split"),
    path("freins-et-atouts/<int:pk>/retirer/", item_views.retire, name="retire"),
    path("freins-et-atouts/<int:pk>/remettre/", item_views.restore, name="restore"),
]
