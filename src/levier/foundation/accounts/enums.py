"""Words of the room: roles and what each is for."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """The ten roles of the staff. `sentence` says who should get it."""

    DIRECTION = "direction", _("Direction")
    COORDINATION = "coordination", _("Coordination")
    COUNSELLOR = "counsellor", _("Conseil en accompagnement")
    ANIMATOR = "animator", _("Animation et formation")
    PROJECT_OFFICER = "project_officer", _("Gestion de projets")
    FINANCE = "finance", _("Finances")
    RECEPTION = "reception", _("Accueil")
    EPN = "epn", _("Animation de l'espace public numérique")
    AUDITOR = "auditor", _("Audit, en lecture seule")
    ADMINISTRATOR = "administrator", _("Administration de Levier")

    @property
    def sentence(self) -> object:
        return _SENTENCES[self]


_SENTENCES = {
    Role.DIRECTION: _("Pour qui dirige l'association : voit tout ce qui se passe, signe les rapports, nomme l'équipe."),
    Role.COORDINATION: _(
        "Pour qui organise le travail : la charge, les salles, la qualité, les résultats de l'équipe."
    ),
    Role.COUNSELLOR: _("Pour qui accompagne des personnes : leur fiche, leurs rendez-vous, leur participation."),
    Role.ANIMATOR: _(
        "Pour qui anime des ateliers ou des formations : les séances et les présences, sans le dossier social."
    ),
    Role.PROJECT_OFFICER: _(
        "Pour qui développe les projets : besoins, appels, dossiers, heures, rapports aux bailleurs."
    ),
    Role.FINANCE: _("Pour qui tient les comptes : budgets, heures et dépenses par bailleur, preuves."),
    Role.RECEPTION: _(
        "Pour qui accueille : retrouver ou créer une personne, l'inscrire, l'orienter vers la bonne salle."
    ),
    Role.EPN: _("Pour qui anime l'espace public numérique : visites, aide, postes, ateliers numériques."),
    Role.AUDITOR: _("Pour qui contrôle : lit les rapports et leurs preuves, ne modifie rien, ne voit pas les notes."),
    Role.ADMINISTRATOR: _(
        "Pour qui règle Levier : comptes, rôles, réglages, journal. N'ouvre pas les fiches des personnes."
    ),
}

EVERYBODY = tuple(role.value for role in Role)
CASE_WORKERS = (Role.DIRECTION, Role.COORDINATION, Role.COUNSELLOR)
PROJECT_TEAM = (Role.DIRECTION, Role.COORDINATION, Role.PROJECT_OFFICER)
FLOOR = (Role.ANIMATOR, Role.EPN, Role.RECEPTION)
