"""Root addresses: each room is mounted once."""

from django.urls import include, path

from levier.foundation.accounts.urls import sign_in_patterns

urlpatterns = [
    path("", include("levier.doors.desk.urls")),
    path("compte/", include(sign_in_patterns)),
    path("", include("levier.foundation.accounts.urls")),
    path("kit/", include("levier.foundation.kit.urls")),
    path("journal/", include("levier.foundation.journal.urls")),
    path("documents/", include("levier.foundation.documents.urls")),
    path("envois/", include("levier.foundation.outbox.urls")),
    path("imports/", include("levier.foundation.imports.urls")),
    path("partenaires/", include("levier.register.partners.urls")),
    path("personnes/", include("levier.register.people.urls")),
    path("", include("levier.register.agenda.urls")),
    path("vocabulaire/", include("levier.register.vocabulary.urls")),
    path("accompagnements/", include("levier.support.pathways.urls")),
    path("accompagnements/", include("levier.support.appointments.urls")),
    path("appels/", include("levier.development.calls.urls")),
    path("projets/", include("levier.development.projects.urls")),
    path("recherche-emploi/", include("levier.support.jobsearch.urls")),
    path("droits/", include("levier.support.rights.urls")),
    path("activites/", include("levier.activity.activities.urls")),
    path("feuilles/", include("levier.activity.sheets.urls")),
    path("epn/", include("levier.activity.epn.urls")),
    path("formations/", include("levier.activity.courses.urls")),
    path("participations/", include("levier.evidence.outcomes.urls")),
    path("heures/", include("levier.evidence.ledger.urls")),
    path("rapports/", include("levier.evidence.reports.urls")),
]
handler400 = "levier.foundation.kit.errors.bad_request"
handler403 = "levier.foundation.kit.errors.forbidden"
handler404 = "levier.foundation.kit.errors.not_found"
handler500 = "levier.foundation.kit.errors.server_error"
