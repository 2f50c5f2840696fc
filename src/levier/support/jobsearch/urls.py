from django.urls import path

from levier.support.jobsearch import contract_views, interpreter_views, resume_views, talk_views, views, week_views

app_name = "jobsearch"
urlpatterns = [
    path("candidatures/", views.applications, name="applications"),
    path("actiris/", week_views.week, name="week"),
    path("actiris/cocher/", week_views.tick, name="tick"),
    path("actiris/<int:pk>/decocher/", week_views.untick, name="untick"),
    path("personne/<int:pk>/", views.person, name="person"),
    path("personne/<int:pk>/candidature/", views.new_application, name="new_application"),
    path("personne/<int:pk>/appels/", talk_views.conversations, name="conversations"),
    path("personne/<int:pk>/appels/noter/", talk_views.new, name="new_conversation"),
    path("personne/<int:pk>/papiers/", resume_views.papers, name="papers"),
    path("personne/<int:pk>/cv/", resume_views.new, name="new_resume"),
    path("personne/<int:pk>/contrat/", contract_views.new, name="new_contract"),
    path("candidatures/<int:pk>/", views.edit_application, name="edit_application"),
    path("candidatures/<int:pk>/retirer/", views.withdraw, name="withdraw_application"),
    path("appels/<int:pk>/", talk_views.edit, name="edit_conversation"),
    path("appels/<int:pk>/retirer/", talk_views.withdraw, name="withdraw_conversation"),
    path("cv/<int:pk>/", resume_views.resume, name="resume"),
    path("cv/<int:pk>/corriger/", resume_views.edit, name="edit_resume"),
    path("cv/<int:pk>/retirer/", resume_views.withdraw, name="withdraw_resume"),
    path("contrats/<int:pk>/", contract_views.contract, name="contract"),
    path("contrats/<int:pk>/corriger/", contract_views.edit, name="edit_contract"),
    path("contrats/<int:pk>/signature/", contract_views.sign, name="sign_contract"),
    path("contrats/<int:pk>/reprendre/", contract_views.take_back, name="take_back_signature"),
    path("contrats/<int:pk>/retirer/", contract_views.withdraw, name="withdraw_contract"),
    path("contrats/<int:pk>/papier/", contract_views.paper, name="contract_paper"),
    path("rendez-vous/<int:pk>/interprete/", interpreter_views.new, name="book_interpreter"),
    path("interpretes/<int:pk>/", interpreter_views.edit, name="edit_interpreter"),
    path("interpretes/<int:pk>/retirer/", interpreter_views.withdraw, name="withdraw_interpreter"),
]
