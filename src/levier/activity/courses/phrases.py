"""Words that recur."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "courses.candidate_read": _("a lu le dossier de quelqu'un dans une formation"),
    "courses.person_read": _("a lu les formations de quelqu'un"),
    "courses.results_read": _("a lu les résultats d'une formation"),
    "courses.internship_read": _("a lu un stage"),
    "courses.collective_read": _("a lu la page d'un collectif"),
    "courses.letter_printed": _("a imprimé une lettre de décision"),
    "courses.contract_printed": _("a imprimé un contrat de formation"),
    "courses.opened": _("a ouvert un dossier de formation"),
    "courses.changed": _("a modifié un dossier de formation"),
    "courses.module_added": _("a ajouté un module"),
    "courses.module_changed": _("a modifié un module"),
    "courses.module_removed": _("a retiré un module"),
    "courses.sessions_assigned": _("a dit de quel module sont des séances"),
    "courses.asked": _("a noté des candidatures à une formation"),
    "courses.enrolled_taken": _("a repris les personnes inscrites à une formation"),
    "courses.step_noted": _("a noté une étape de sélection"),
    "courses.decided": _("a décidé d'une candidature"),
    "courses.told": _("a noté qu'une décision est annoncée"),
    "courses.contract_signed": _("a noté un contrat de formation"),
    "courses.contract_changed": _("a modifié un contrat de formation"),
    "courses.internship_planned": _("a noté un stage"),
    "courses.internship_changed": _("a modifié un stage"),
    "courses.week_noted": _("a noté les heures d'une semaine de stage"),
    "courses.internship_visited": _("a noté une visite de stage"),
    "courses.results_noted": _("a noté des résultats de formation"),
    "courses.collective_founded": _("a ouvert la page d'un collectif"),
    "courses.collective_changed": _("a modifié un collectif"),
    "courses.member_joined": _("a ajouté un ou une membre d'un collectif"),
    "courses.member_left": _("a noté le départ d'un ou une membre d'un collectif"),
    "courses.meeting_held": _("a noté une réunion d'un collectif"),
    "courses.task_done": _("a noté qu'une action d'un collectif est faite"),
    "courses.collective_handed": _("a confié un collectif à une autre organisation"),
}
"""What the journal says of each act, after the name of who acted."""
