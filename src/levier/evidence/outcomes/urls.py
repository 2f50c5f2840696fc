from django.urls import path

from levier.evidence.outcomes import flow_views, following_views, views, writing

app_name = "outcomes"
urlpatterns = [
    path("", views.participations, name="participations"),
    path("passages/", flow_views.flows, name="flows"),
    path("suites/<int:pk>/", following_views.following, name="following"),
    path("suites/<int:pk>/proposer/", following_views.propose, name="propose"),
    path("suites/propositions/<int:pk>/", following_views.answer, name="answer_proposal"),
    path("suites/propositions/<int:pk>/retirer/", following_views.take_back, name="withdraw_proposal"),
    path("a-demander/", views.asking, name="to_ask"),
    path("a-demander/qui/", writing.shares, name="shares"),
    path("entree/", writing.choose_person, name="choose_person"),
    path("entree/<int:pk>/", writing.enter_person, name="enter"),
    path("<int:pk>/", views.participation, name="participation"),
    path("<int:pk>/entree/", writing.enter_again, name="enter_again"),
    path("<int:pk>/sortie/", writing.leave_project, name="leave"),
    path("<int:pk>/nouvelles/<slug:horizon>/", writing.ask, name="ask"),
    path("<int:pk>/nouvelles/<slug:horizon>/sans-reponse/", writing.note_silence, name="silence"),
    path("<int:pk>/corriger/", writing.correct, name="correct"),
    path("<int:pk>/passages/<int:stay>/", writing.correct_days, name="correct_days"),
    path("<int:pk>/passages/<int:stay>/retirer/", writing.withdraw, name="withdraw"),
    path("<int:pk>/preuves/<int:condition>/", writing.prove, name="prove"),
    path("<int:pk>/preuves/<int:condition>/retirer/", writing.unprove, name="unprove"),
]
