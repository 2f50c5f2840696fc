"""Words of the room that recur."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "jobsearch.read": _("a lu la recherche d'emploi d'une personne"),
    "jobsearch.paper_read": _("a lu un contrat ou un CV"),
    "jobsearch.contract_printed": _("a imprimé un contrat de projet professionnel"),
    "jobsearch.application_noted": _("a noté une candidature ou un contact avec un employeur"),
    "jobsearch.application_changed": _("a modifié une candidature ou un contact avec un employeur"),
    "jobsearch.application_withdrawn": _("a retiré une candidature notée par erreur"),
    "jobsearch.talk_noted": _("a noté un appel ou un message"),
    "jobsearch.talk_changed": _("a corrigé un appel ou un message"),
    "jobsearch.talk_withdrawn": _("a retiré un appel ou un message"),
    "jobsearch.resume_added": _("a ajouté une version du CV"),
    "jobsearch.resume_changed": _("a corrigé une version du CV"),
    "jobsearch.resume_withdrawn": _("a retiré une version du CV"),
    "jobsearch.contract_made": _("a rédigé un contrat de projet professionnel"),
    "jobsearch.contract_changed": _("a modifié un contrat de projet professionnel"),
    "jobsearch.contract_signed": _("a noté la signature d'un contrat de projet professionnel"),
    "jobsearch.contract_unsigned": _("a repris la signature d'un contrat de projet professionnel"),
    "jobsearch.contract_withdrawn": _("a retiré un contrat de projet professionnel"),
    "jobsearch.interpreter_booked": _("a demandé un interprète"),
    "jobsearch.interpreter_changed": _("a modifié une demande d'interprète"),
    "jobsearch.interpreter_withdrawn": _("a retiré une demande d'interprète"),
    "jobsearch.act_encoded": _("a noté qu'un acte est encodé à Actiris"),
    "jobsearch.act_unticked": _("a repris un acte noté comme encodé à Actiris"),
}
"""What the journal says of each act, after the name of who acted."""
