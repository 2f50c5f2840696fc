"""The work of `levier report`, once Django is there."""

import argparse

from django.utils import timezone

from levier.config.command.houses import organisation_named
from levier.development.projects.queries import project_named, project_of
from levier.evidence.reports import exports
from levier.evidence.reports.queries import report_of
from levier.evidence.reports.rule_sets import rule_sets
from levier.evidence.reports.suppression import Masking
from levier.foundation.accounts.tenancy import working_for
from levier.foundation.kit.actors import house
from levier.foundation.kit.calendar import Period
from levier.foundation.kit.permissions import Refused

MASKINGS = {"none": Masking.NONE, "sensitive": Masking.SENSITIVE, "all": Masking.ALL}


def report_file(options: argparse.Namespace) -> bytes:
    """Content of the file asked. Raises Refused with what to change."""
    rule_set = rule_sets().get(options.rule_set)
    if rule_set is None:
        raise Refused(f"Règles inconnues : « {options.rule_set} ». Connues : {', '.join(rule_sets())}.")
    if options.last < options.first:
        raise Refused("La période se termine avant de commencer.")
    organisation = organisation_named(options.organisation)
    with working_for(organisation.pk):
        by = house(organisation.pk)
        about = project_named(by, options.project)
        if about is None:
            raise Refused(f"Il n'y a pas de projet « {options.project} ».")
        report = report_of(by, project_of(by, about), rule_set, Period(options.first, options.last))
        return exports.report_file(report, options.format, timezone.now(), MASKINGS.get(options.mask or "", ""))
