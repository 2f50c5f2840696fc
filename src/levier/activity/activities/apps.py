from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "levier.activity.activities"
    label = "activities"
    verbose_name = "Activités"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from levier.activity.activities import leaving, merging, tasks
        from levier.activity.activities.absences import CALL_AFTER
        from levier.activity.activities.actions.offering import KIND as SEAT
        from levier.activity.activities.actions.telling import KIND
        from levier.activity.activities.attesting import attested_presences
        from levier.activity.activities.feeds import of_leader
        from levier.activity.activities.ground import lay_models
        from levier.activity.activities.hours_importer import HoursImporter
        from levier.activity.activities.lists import ACTIVITIES, SESSIONS
        from levier.activity.activities.missing import MISSING
        from levier.activity.activities.model_lists import MODELS
        from levier.activity.activities.models import (
            Activity,
            ActivityModel,
            PartnerLink,
            PartnerRequest,
            Session,
            Survey,
            WaitingEntry,
        )
        from levier.activity.activities.panels import ahead, companions, due, of_person, of_project
        from levier.activity.activities.phrases import ACTS, absences_in_words
        from levier.activity.activities.queries import (
            day_read,
            kind_read,
            search_rows,
            search_sessions,
            to_attend,
            words_near,
        )
        from levier.activity.activities.rules import SEE_ACTIVITIES, SEE_PRESENCES
        from levier.foundation.accounts.numbers import Number, numbers
        from levier.foundation.imports.importer import importers
        from levier.foundation.journal.sentences import Named, by_label, objects, sign_acts
        from levier.foundation.kit.lists import Bulk
        from levier.foundation.kit.registers import (
            Eraser,
            Exporter,
            Merger,
            NavigationEntry,
            Panel,
            Periodic,
            SearchSource,
            bulk_actions,
            due_items,
            erasers,
            exporters,
            groundworks,
            letter_kinds,
            lists,
            mergers,
            navigation,
            panels,
            periodic,
            search_sources,
        )
        from levier.foundation.kit.registers import ahead as person_ahead
        from levier.foundation.kit.registers import companions as person_companions
        from levier.register.agenda.registers import feeds
        from levier.support.pathways.caseload import LISTS
        from levier.support.pathways.registers import waited_for
        from levier.support.pathways.rules import WRITE_PATHWAYS
        from levier.support.rights.registers import attested

        feeds.sign_in("activities", of_leader)
        groundworks.sign_in("activities.models", lay_models, order=30)
        letter_kinds.sign_in(KIND, _("séance annulée, déplacée ou rappelée"))
        letter_kinds.sign_in(SEAT, _("place libre proposée"))
        periodic.sign_in("activities", Periodic(tasks.SECONDS, tasks.look_for_people))
        objects.sign_in("activities.waitingentry", Named(by_label(WaitingEntry, SEE_PRESENCES, "activity")))
        objects.sign_in("activities.activitymodel", Named(by_label(ActivityModel, SEE_ACTIVITIES), "activities:model"))
        objects.sign_in("activities.partnerlink", Named(by_label(PartnerLink, SEE_PRESENCES, "partner")))
        objects.sign_in("activities.partnerrequest", Named(by_label(PartnerRequest, SEE_PRESENCES)))
        objects.sign_in("activities.survey", Named(by_label(Survey, SEE_ACTIVITIES, "activity")))
        importers.sign_in("hours", HoursImporter())
        attested.sign_in("activities", attested_presences, order=10)
        sign_acts(ACTS)
        calls = Number(
            _("Après combien d'absences de suite on téléphone à la personne"),
            _("De 1 à 10. Avant, son ou sa référent·e reçoit un simple signal ; ensuite, la tâche de téléphoner."),
            2,
            1,
            10,
            absences_in_words,
        )
        numbers.sign_in(CALL_AFTER, calls)
        objects.sign_in("activities.activity", Named(by_label(Activity, SEE_ACTIVITIES), "activities:activity"))
        named = Named(by_label(Session, SEE_PRESENCES, "activity"), "activities:session")
        objects.sign_in("activities.session", named)
        entry = NavigationEntry("activity", _("Activités"), "activities:activities", SEE_ACTIVITIES)
        navigation.sign_in("activities", entry, order=40)
        sessions = NavigationEntry("activity", _("Séances"), "activities:sessions", SEE_PRESENCES)
        navigation.sign_in("sessions", sessions, order=41)
        calendar = NavigationEntry("activity", _("Calendrier"), "activities:calendar", SEE_ACTIVITIES)
        navigation.sign_in("calendar", calendar, order=42)
        panels.sign_in(
            "activities.person", Panel("person", "activities/_person.html", SEE_PRESENCES, of_person), order=30
        )
        panels.sign_in(
            "activities.project", Panel("project", "activities/_project.html", SEE_ACTIVITIES, of_project), order=30
        )
        lists.sign_in("activities:activities", ACTIVITIES)
        lists.sign_in("activities:sessions", SESSIONS)
        lists.sign_in("activities:models", MODELS)
        lists.sign_in("activities:missing", MISSING)
        part = _("Autour des activités")
        rates = NavigationEntry("activity", _("Participation"), "activities:participation", SEE_PRESENCES, part)
        navigation.sign_in("participation", rates, order=43)
        waited_for.sign_in("activities", to_attend)
        enrolled = Bulk(_("Inscrire à une activité"), "activities:enrol_chosen", WRITE_PATHWAYS, "wing-activity")
        for page in LISTS:
            bulk_actions.sign_in(f"activities.enrol.{page}", (page, enrolled))
        due_items.sign_in("activities", due, order=20)
        person_ahead.sign_in("activities", ahead, order=20)
        person_companions.sign_in("activities", companions, order=20)
        source = SearchSource(
            "activity", _("Activités"), "activities:activity", SEE_ACTIVITIES, search_rows, words_near, kind_read
        )
        search_sources.sign_in("activity", source, order=30)
        found = SearchSource(
            "session",
            _("Séances"),
            "activities:session",
            SEE_PRESENCES,
            search_sessions,
            told=day_read,
            known_as="activity",
        )
        search_sources.sign_in("session", found, order=31)
        titles = {
            "activities.enrolment": _("Inscriptions"),
            "activities.attendance": _("Présences"),
            "activities.attendancenote": _("Présences telles que notées"),
            "activities.notice": _("Séances qui vous ont été rappelées, et leurs changements"),
            "activities.waitingentry": _("Listes d'attente"),
            "activities.partnerrequest": _("Partenaires qui vous ont inscrit·e"),
        }
        tables = tuple(titles)
        exporters.sign_in("activities", Exporter(titles, leaving.rows), order=40)
        erasers.sign_in("activities", Eraser(tables, leaving.fates, leaving.erase, leaving.proofs_until), order=20)
        mergers.sign_in("activities", Merger(tables, merging.summary, merging.merge, merging.undo), order=40)
