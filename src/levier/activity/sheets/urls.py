from django.urls import path

from levier.activity.sheets import certificate_views, link_views, logo_views, proof_views, return_views, sheet_views

app_name = "sheets"
urlpatterns = [
    path("", sheet_views.sheets, name="sheets"),
    path("seance/<int:pk>/imprimer/", sheet_views.new_for_session, name="new_for_session"),
    path("activite/<int:pk>/imprimer/", sheet_views.new_for_activity, name="new_for_activity"),
    path("rendre/", return_views.give_back, name="give_back"),
    path("<int:pk>/", sheet_views.sheet, name="sheet"),
    path("<int:pk>/papier/", sheet_views.paper, name="paper"),
    path("<int:pk>/rendre/", return_views.give_one_back, name="give_one_back"),
    path("<int:pk>/presences/<int:session>/", return_views.note, name="note"),
    path("logos/", logo_views.logos, name="logos"),
    path("logos/<slug:slot>/", logo_views.put, name="put_logo"),
    path("logos/<slug:slot>/retirer/", logo_views.take_off, name="take_logo_off"),
    path("preuves/", proof_views.unproven, name="unproven"),
    path("preuves/projet/<int:pk>/", proof_views.proofs, name="proofs"),
    path("attestations/", certificate_views.certificates, name="certificates"),
    path("attestations/personne/<int:pk>/", certificate_views.new, name="new_certificate"),
    path("attestations/<int:pk>/", certificate_views.certificate, name="certificate"),
    path("attestations/<int:pk>/papier/", certificate_views.paper, name="certificate_paper"),
    path("attestations/<int:pk>/refaire/", certificate_views.redo, name="redo_certificate"),
    path("verifier/<str:token>/", link_views.verify, name="verify"),
]
