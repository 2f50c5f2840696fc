from django.urls import path

from levier.support.rights import deadline_views, event_views, kind_views, letter_views, views

app_name = "rights"
urlpatterns = [
    path("", views.deadlines, name="deadlines"),
    path("closes/", views.settled, name="settled"),
    path("chiffres/", views.figures, name="figures"),
    path("personne/<int:pk>/", views.person, name="person"),
    path("personne/<int:pk>/attestation/", views.attest, name="attest"),
    path("personne/<int:pk>/attestation/papier/", views.attestation_paper, name="attestation"),
    path("personne/<int:pk>/courrier/", letter_views.new, name="new_letter"),
    path("personne/<int:pk>/echeance/", deadline_views.new, name="new_deadline"),
    path("personne/<int:pk>/statut/", event_views.new_period, name="new_period"),
    path("personne/<int:pk>/perte/", event_views.new_loss, name="new_loss"),
    path("courriers/<int:pk>/", letter_views.letter, name="letter"),
    path("courriers/<int:pk>/corriger/", letter_views.edit, name="edit_letter"),
    path("courriers/<int:pk>/echeances/", letter_views.proposals, name="proposals"),
    path("echeances/<int:pk>/", deadline_views.deadline, name="deadline"),
    path("echeances/<int:pk>/faite/", deadline_views.done, name="done"),
    path("echeances/<int:pk>/sans-objet/", deadline_views.dropped, name="dropped"),
    path("echeances/<int:pk>/manquee/", deadline_views.missed, name="missed"),
    path("echeances/<int:pk>/a-faire/", deadline_views.reopen, name="reopen"),
    path("echeances/<int:pk>/confier/", deadline_views.give, name="give"),
    path("echeances/<int:pk>/prevenir/", deadline_views.remind, name="remind"),
    path("statuts/<int:pk>/", event_views.edit_period, name="edit_period"),
    path("statuts/<int:pk>/retirer/", event_views.remove_period, name="withdraw_period"),
    path("pertes/<int:pk>/recours/", event_views.appeal, name="appeal"),
    path("pertes/<int:pk>/retirer/", event_views.remove_loss, name="withdraw_loss"),
    path("sortes/", kind_views.kinds, name="kinds"),
    path("sortes/nouvelle/", kind_views.new, name="new_kind"),
    path("sortes/<int:pk>/", kind_views.kind, name="kind"),
    path("sortes/<int:pk>/modifier/", kind_views.edit, name="edit_kind"),
    path("sortes/<int:pk>/regle/", kind_views.revise, name="revise"),
    path("sortes/<int:pk>/retirer/", kind_views.retire, name="retire_kind"),
    path("sortes/<int:pk>/remettre/", kind_views.restore, name="restore_kind"),
]
