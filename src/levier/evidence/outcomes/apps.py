from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    name = "levier.evidence.outcomes"
    label = "outcomes"
    verbose_name = "Participations"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from levier.activity.activities.registers import participants
        from levier.evidence.outcomes import leaving, merging
        from levier.evidence.outcomes.hearing import heed_closing
        from levier.evidence.outcomes.lists import ASK_DAYS, PARTICIPATIONS, TO_ASK
        from levier.evidence.outcomes.models import Participation, Proposal
        from levier.evidence.outcomes.panels import ahead, due, of_person, of_project
        from levier.evidence.outcomes.phrases import ACTS
        from levier.evidence.outcomes.queries import shares_in_words
        from levier.evidence.outcomes.rules import SEE_PARTICIPATIONS, SET_SAMPLE, WRITE_PARTICIPATIONS
        from levier.evidence.outcomes.trainee_importer import TraineeImporter
        from levier.foundation.accounts.numbers import Number, numbers
        from levier.foundation.accounts.phrases import days_in_words
        from levier.foundation.documents import holders
        from levier.foundation.imports.importer import importers
        from levier.foundation.journal.sentences import Named, by_label, objects, sign_acts
        from levier.foundation.kit.registers import (
            Eraser,
            Exporter,
            Merger,
            NavigationEntry,
            Panel,
            Setting,
            due_items,
            erasers,
            exporters,
            lists,
            mergers,
            navigation,
            panels,
            settings,
        )
        from levier.foundation.kit.registers import ahead as person_ahead
        from levier.support.pathways.registers import closings

        sign_acts(ACTS)
        participants.sign_in("outcomes", Participation.objects.all)
        names = by_label(Participation, SEE_PARTICIPATIONS, "person", "project")
        objects.sign_in("outcomes.participation", Named(names, "outcomes:participation"))
        proposed = Named(
            by_label(Proposal, WRITE_PARTICIPATIONS, "person", "project", "activity"), "outcomes:answer_proposal"
        )
        objects.sign_in("outcomes.proposal", proposed)
        importers.sign_in("people", TraineeImporter())
        entry = NavigationEntry("evidence", _("Participations"), "outcomes:participations", SEE_PARTICIPATIONS)
        navigation.sign_in("participations", entry, order=50)
        panels.sign_in(
            "outcomes.person", Panel("person", "outcomes/_person.html", SEE_PARTICIPATIONS, of_person), order=20
        )
        panels.sign_in(
            "outcomes.project", Panel("project", "outcomes/_project.html", SEE_PARTICIPATIONS, of_project), order=20
        )
        lists.sign_in("outcomes:participations", PARTICIPATIONS)
        lists.sign_in("outcomes:to_ask", TO_ASK)
        closings.sign_in("outcomes", heed_closing)
        due_items.sign_in("outcomes", due, order=50)
        person_ahead.sign_in("outcomes", ahead, order=50)
        asked = Setting(
            _("Qui est interrogé six mois après la sortie"),
            shares_in_words,
            _("Choisir"),
            "outcomes:shares",
            SET_SAMPLE,
        )
        settings.sign_in("outcomes.shares", asked, order=20)
        numbers.sign_in(
            ASK_DAYS,
            Number(
                _("Combien de jours à l'avance une personne vient sur la liste « À demander »"),
                _("De 0 à 180 jours avant que son délai ne s'ouvre."),
                30,
                0,
                180,
                days_in_words,
            ),
        )
        merger = Merger(("outcomes.participation", "outcomes.proposal"), merging.summary, merging.merge, merging.undo)
        mergers.sign_in("outcomes", merger, order=50)
        titles = {
            "outcomes.participation": _("Participations à des projets"),
            "outcomes.episode": _("Entrées et sorties"),
            "outcomes.observation": _("Situations après la sortie"),
            "outcomes.entrycorrection": _("Corrections de la situation à l'entrée"),
            "outcomes.eligibilityproof": _("Pièces vues"),
            "outcomes.proposal": _("Suites proposées"),
            "documents.document": _("Documents"),
        }
        exporters.sign_in("outcomes", Exporter(titles, leaving.rows), order=50)
        tables = ("outcomes.participation", "outcomes.proposal", *leaving.PARTS)
        erasers.sign_in("outcomes", Eraser(tables, leaving.fates, leaving.erase, leaving.proofs_until), order=10)
        holders.sign_in(
            "outcomes.participation",
            holders.Holder(
                lambda actor: Participation.objects.visible_to(actor).select_related("person", "project"),
                "outcomes:participation",
                "participation",
                SEE_PARTICIPATIONS,
                WRITE_PARTICIPATIONS,
            ),
            order=5,
        )
