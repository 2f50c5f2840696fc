from django.apps import AppConfig


class RightsConfig(AppConfig):
    name = "levier.support.rights"
    label = "rights"
    verbose_name = "Droits"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from levier.foundation.documents import holders
        from levier.foundation.journal.sentences import Named, by_label, objects, sign_acts
        from levier.foundation.kit.registers import (
            Eraser,
            Exporter,
            Merger,
            NavigationEntry,
            Panel,
            due_items,
            erasers,
            exporters,
            groundworks,
            letter_kinds,
            mergers,
            navigation,
            panels,
        )
        from levier.foundation.kit.registers import ahead as person_ahead
        from levier.support.rights import leaving, merging
        from levier.support.rights.actions.reminders import KIND
        from levier.support.rights.attesting import own_efforts
        from levier.support.rights.ground import lay_kinds
        from levier.support.rights.models import Deadline, DeadlineKind, Letter, Loss
        from levier.support.rights.panels import ahead, due, of_person
        from levier.support.rights.phrases import ACTS
        from levier.support.rights.registers import attested
        from levier.support.rights.rules import MANAGE_KINDS, SEE_RIGHTS, WRITE_RIGHTS

        groundworks.sign_in("rights", lay_kinds, order=20)
        sign_acts(ACTS)
        letter_kinds.sign_in(KIND, _("rappel d'une échéance"))
        attested.sign_in("rights", own_efforts, order=50)
        objects.sign_in("rights.letter", Named(by_label(Letter, SEE_RIGHTS), "rights:letter"))
        named = Named(by_label(Deadline, SEE_RIGHTS, "person", "rule__kind"), "rights:deadline")
        objects.sign_in("rights.deadline", named)
        objects.sign_in("rights.loss", Named(by_label(Loss, SEE_RIGHTS)))
        objects.sign_in("rights.deadlinekind", Named(by_label(DeadlineKind, MANAGE_KINDS), "rights:kind"))
        entry = NavigationEntry("support", _("Échéances de droits"), "rights:deadlines", SEE_RIGHTS)
        navigation.sign_in("rights", entry, order=32)
        panels.sign_in("rights.person", Panel("person", "rights/_person.html", SEE_RIGHTS, of_person), order=15)
        due_items.sign_in("rights", due, order=12)
        person_ahead.sign_in("rights", ahead, order=12)
        titles = {
            "rights.letter": _("Courriers"),
            "rights.deadline": _("Échéances de droits"),
            "rights.benefitperiod": _("Statuts"),
            "rights.loss": _("Pertes de droits"),
        }
        copied = {**titles, "documents.document": _("Documents")}
        exporters.sign_in("rights", Exporter(copied, leaving.rows), order=30)
        erasers.sign_in("rights", Eraser(tuple(titles), leaving.fates, leaving.erase), order=30)
        mergers.sign_in("rights", Merger(tuple(titles), merging.summary, merging.merge, merging.undo), order=30)
        holder = holders.Holder(
            lambda actor: Letter.objects.visible_to(actor).select_related("person"),
            "rights:letter",
            "letter",
            SEE_RIGHTS,
            WRITE_RIGHTS,
        )
        holders.sign_in("rights.letter", holder, order=5)
