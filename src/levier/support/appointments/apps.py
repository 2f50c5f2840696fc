from django.apps import AppConfig


class AppointmentsConfig(AppConfig):
    name = "levier.support.appointments"
    label = "appointments"
    verbose_name = "Rendez-vous"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from levier.foundation.journal.sentences import Named, by_label, objects, sign_acts
        from levier.foundation.kit.registers import (
            Eraser,
            Exporter,
            Merger,
            NavigationEntry,
            Panel,
            Periodic,
            due_items,
            erasers,
            exporters,
            letter_kinds,
            mergers,
            navigation,
            panels,
            periodic,
        )
        from levier.foundation.kit.registers import ahead as person_ahead
        from levier.support.appointments import leaving, merging, tasks, team
        from levier.support.appointments.actions.moving import KIND as MOVED
        from levier.support.appointments.actions.reminding import INVITATION, REMINDER
        from levier.support.appointments.actions.sooner import KIND as SOONER
        from levier.support.appointments.models import Appointment, GroupMeeting
        from levier.support.appointments.panels import meetings_ahead, meetings_due, of_week, sooner_due
        from levier.support.appointments.phrases import ACTS
        from levier.support.pathways import registers
        from levier.support.pathways.rules import SEE_PATHWAYS, WRITE_PATHWAYS

        sign_acts(ACTS)
        met = Named(by_label(Appointment, SEE_PATHWAYS, "person"), "appointments:appointment")
        together = Named(by_label(GroupMeeting, SEE_PATHWAYS), "appointments:group")
        # The journal keeps the names that its lines were written with: those of the room this one came out of.
        for room in ("appointments", "pathways"):
            objects.sign_in(f"{room}.appointment", met)
            objects.sign_in(f"{room}.groupmeeting", together)
        own = NavigationEntry("support", _("Mes rendez-vous"), "appointments:own_appointments", SEE_PATHWAYS)
        navigation.sign_in("appointments", own, order=12)
        for name, label in (("groups", _("Séances collectives")), ("sooner", _("Moments plus tôt"))):
            entry = NavigationEntry("support", label, f"appointments:{name}", SEE_PATHWAYS, _("Autour des rendez-vous"))
            navigation.sign_in(name, entry, order=80)
        registers.tabs.sign_in("appointments", (_("Rendez-vous"), "appointments:appointments"), order=40)
        registers.written.sign_in("appointments.appointment", (Appointment, "made_at"))
        registers.team_tables.sign_in("appointments", team.meetings_of)
        registers.team_delays.sign_in("appointments", team.delays_of)
        booking = Panel("week", "appointments/_book_for.html", WRITE_PATHWAYS, of_week)
        panels.sign_in("appointments.week", booking, order=5)
        due_items.sign_in("appointments", meetings_due, order=14)
        due_items.sign_in("appointments.sooner", sooner_due, order=19)
        person_ahead.sign_in("appointments", meetings_ahead, order=14)
        mergers.sign_in("appointments", Merger(merging.TABLES, merging.summary, merging.merge, merging.undo), order=21)
        exporters.sign_in("appointments", Exporter(leaving.TITLES, leaving.rows), order=31)
        erasers.sign_in("appointments", Eraser(leaving.TABLES, leaving.fates, leaving.erase), order=28)
        letter_kinds.sign_in(INVITATION, _("invitation à choisir un moment"))
        letter_kinds.sign_in(SOONER, _("moment plus tôt proposé"))
        letter_kinds.sign_in(MOVED, _("rendez-vous déplacé"))
        letter_kinds.sign_in(REMINDER, _("rappel d'un rendez-vous"))
        periodic.sign_in("appointments", Periodic(tasks.SECONDS, tasks.look_for_appointments))
