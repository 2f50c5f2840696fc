"""They stand under the addresses of accompaniments, where links that were sent lead."""

from django.urls import path

from levier.support.appointments import (
    choosing_views,
    group_views,
    meeting_views,
    sooner_link_views,
    sooner_views,
    views,
)

app_name = "appointments"
urlpatterns = [
    path("rendez-vous/", views.own, name="own_appointments"),
    path("<int:pk>/rendez-vous/", views.appointments, name="appointments"),
    path("<int:pk>/rendez-vous/nouveau/", views.new, name="new_appointment"),
    path("rendez-vous/<int:pk>/", views.appointment, name="appointment"),
    path("seances-collectives/", group_views.groups, name="groups"),
    path("seances-collectives/nouvelle/", group_views.new, name="new_group"),
    path("seances-collectives/<int:pk>/", group_views.group, name="group"),
    path("seances-collectives/<int:pk>/modifier/", group_views.edit, name="edit_group"),
    path("seances-collectives/<int:pk>/deplacer/", group_views.move, name="move_group"),
    path("seances-collectives/<int:pk>/inscrire/", group_views.add, name="add_to_group"),
    path("seances-collectives/<int:pk>/noter/", group_views.note, name="note_group"),
    path("seances-collectives/<int:pk>/annuler/", group_views.cancel, name="cancel_group"),
    path("<int:pk>/rendez-vous/seance-collective/", group_views.join, name="join_group"),
    path("rendez-vous/<int:pk>/seance-collective/", group_views.choose, name="choose_group"),
    path("rendez-vous/avec/", views.book_for, name="book_for"),
    path("moments-plus-tot/", sooner_views.sooner, name="sooner"),
    path("moments-plus-tot/proposer/", sooner_views.offer, name="offer_sooner"),
    path("moments-plus-tot/<int:pk>/oui/", sooner_views.take, name="take_sooner"),
    path("moments-plus-tot/<int:pk>/non/", sooner_views.decline, name="decline_sooner"),
    path("moments-plus-tot/<int:pk>/retirer/", sooner_views.withdraw, name="withdraw_sooner"),
    path("moments-plus-tot/lien/<str:token>/", sooner_link_views.answer, name="sooner_by_link"),
    path("rendez-vous/<int:pk>/plus-tot/", sooner_views.ask, name="ask_sooner"),
    path("rendez-vous/<int:pk>/plus-tot/fini/", sooner_views.keep, name="keep_as_planned"),
    path("rendez-vous/<int:pk>/lettre/", views.paper, name="appointment_paper"),
    path("rendez-vous/<int:pk>/moment/", views.choose_time, name="choose_time"),
    path("rendez-vous/<int:pk>/lien/", meeting_views.send_link, name="send_appointment_link"),
    path("rendez-vous/choisir/<str:token>/", choosing_views.choose, name="choose_by_link"),
    path("rendez-vous/<int:pk>/relancer/", views.relaunch, name="relaunch"),
    path("rendez-vous/<int:pk>/confirmer/", meeting_views.confirm, name="confirm_appointment"),
    path("rendez-vous/<int:pk>/rappele/", meeting_views.reminded, name="appointment_reminded"),
    path("rendez-vous/<int:pk>/venue/", meeting_views.seen, name="appointment_seen"),
    path("rendez-vous/<int:pk>/absente/", meeting_views.missed, name="appointment_missed"),
    path("rendez-vous/<int:pk>/excusee/", meeting_views.excused, name="appointment_excused"),
    path("rendez-vous/<int:pk>/annuler/", meeting_views.cancel, name="cancel_appointment"),
    path("rendez-vous/<int:pk>/clore/", meeting_views.close, name="close_appointment"),
    path("rendez-vous/<int:pk>/reprendre/", meeting_views.take_back, name="take_back_appointment"),
]
