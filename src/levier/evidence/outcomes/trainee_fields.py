"""What the columns of a trainees' workbook can hold, and the names that associations give them."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from levier.foundation.imports.cells import CellError, read_answer, read_date, read_mail, read_phone, read_text
from levier.foundation.imports.importer import ImportField
from levier.register.vocabulary.labels import UnknownLabel, code_of
from levier.register.vocabulary.lengths import read_unemployment_length
from levier.register.vocabulary.lists import terms_of
from levier.register.vocabulary.nationalities import nationality_codes


def read_length(cell: Any) -> date | int | None:
    """First day without work, or a length in words as the whole months that are surely behind (domain.md 3.2, 12)."""
    if not isinstance(cell, str):
        return read_date(cell)
    try:
        return read_unemployment_length(cell)
    except UnknownLabel:
        pass
    try:
        return read_date(cell)
    except CellError as error:
        raise CellError(
            str(_("« %(text)s » n'est ni une date ni une durée : écrivez 05/02/2023 ou « plus de 12 mois »."))
            % {"text": cell[:40]}
        ) from error


def read_full_name(cell: Any) -> tuple[str, str]:
    """(first name, last name) of "DUPONT Marie", "Dupont, Marie" or "Marie Dupont": capitals and commas tell."""
    text = read_text(cell)
    if "," in text:
        last, _comma, first = text.partition(",")
        return first.strip(), last.strip()
    words = text.split()
    loud = [word for word in words if len(word) > 1 and word.isupper()]
    if loud and len(loud) < len(words):
        return " ".join(word for word in words if word not in loud), " ".join(loud)
    return (" ".join(words[1:]), words[0]) if len(words) > 1 else (text, "")


def _coded(code: str, label: Any, terms: str, *synonyms: str) -> ImportField:
    return ImportField(
        code,
        label,
        synonyms,
        read_text,
        labels=lambda text: code_of(terms, text),
        choices=lambda: terms_of(terms).choices(),
    )


def _answer(code: str, label: Any, *synonyms: str) -> ImportField:
    return ImportField(code, label, synonyms, read_answer)


def _day(code: str, label: Any, *synonyms: str, required: bool = False) -> ImportField:
    return ImportField(code, label, synonyms, read_date, required=required)


def _number(cell: Any) -> str:
    return read_text(cell, most=40)


FIELDS: tuple[ImportField, ...] = (
    ImportField(
        "number", _("N°"), ("numero", "no", "n", "num", "id", "nr", "n° stagiaire", "matricule", "dossier"), _number
    ),
    ImportField(
        "last_name",
        _("Nom"),
        ("nom de famille", "naam", "achternaam", "familienaam", "last name", "surname"),
        read_text,
    ),
    ImportField("first_name", _("Prénom"), ("prenoms", "voornaam", "first name", "given name"), read_text),
    ImportField(
        "full_name",
        _("Nom et prénom"),
        ("nom prenom", "prenom nom", "stagiaire", "participant", "naam en voornaam"),
        read_full_name,
    ),
    _coded("gender", _("Sexe"), "genders", "genre", "geslacht", "gender", "sex", "h/f", "f/h", "m/f"),
    _day(
        "birth_date",
        _("Date de naissance"),
        "né le",
        "née le",
        "né(e) le",
        "naissance",
        "ddn",
        "geboortedatum",
        "date of birth",
        "birth date",
    ),
    ImportField(
        "nationalities",
        _("Nationalité"),
        ("nationalites", "nationaliteit", "nationality"),
        read_text,
        labels=nationality_codes,
        choices=lambda: terms_of("nationalities").choices(),
    ),
    ImportField("postcode", _("Code postal"), ("cp", "postcode", "postal code"), _number),
    ImportField("commune", _("Commune"), ("localite", "ville", "gemeente", "municipality"), read_text),
    ImportField(
        "phone", _("GSM"), ("telephone", "tel", "portable", "mobile", "gsm / tel", "telefoon", "phone"), read_phone
    ),
    ImportField(
        "mail", _("E-mail"), ("email", "mail", "courriel", "adresse mail", "adresse e-mail", "e-mailadres"), read_mail
    ),
    _coded(
        "studies",
        _("Niveau d'études"),
        "studies",
        "etudes",
        "diplome",
        "niveau de diplome",
        "niveau scolaire",
        "studieniveau",
        "diploma",
        "education level",
    ),
    _coded(
        "status",
        _("Statut à l'entrée"),
        "employment_statuses",
        "statut",
        "statut socioprofessionnel",
        "statut administratif",
        "situation à l'entrée",
        "statuut",
        "status at entry",
        "statut entrée",
    ),
    ImportField(
        "length",
        _("Inoccupé depuis"),
        (
            "sans emploi depuis",
            "duree d'inoccupation",
            "duree de chomage",
            "duree du chomage",
            "inoccupation",
            "werkloos sinds",
            "unemployed since",
        ),
        read_length,
    ),
    _answer(
        "in_training",
        _("En formation/études à l'entrée"),
        "en formation à l'entrée",
        "etudes à l'entree",
        "in opleiding bij instap",
        "in training at entry",
    ),
    _answer("disability", _("Handicap"), "situation de handicap", "personne handicapee", "disability"),
    _answer("foreign_background", _("Origine étrangère"), "origine", "buitenlandse herkomst", "foreign background"),
    _answer("minority", _("Minorité"), "minorites", "minderheid", "minority"),
    _answer("homeless", _("Sans-abri"), "sans abri", "sans domicile", "exclusion logement", "dakloos", "homeless"),
    _answer("rural", _("Zone rurale"), "rural", "milieu rural", "landelijk gebied", "rural area"),
    _answer("jobless_household", _("Ménage sans emploi"), "huishouden zonder werk", "jobless household"),
    _answer(
        "single_adult_household",
        _("Adulte seul"),
        "isole avec enfants",
        "famille monoparentale",
        "alleenstaande volwassene",
    ),
    _answer("dependent_children", _("Enfants à charge"), "enfant à charge", "kinderen ten laste", "dependent children"),
    _answer(
        "other_disadvantage",
        _("Autre désavantage"),
        "autre personne defavorisee",
        "andere kansarmen",
        "other disadvantaged",
    ),
    _day(
        "entry_on",
        _("Date d'entrée"),
        "entree",
        "date entree",
        "date de debut",
        "debut de formation",
        "entree en formation",
        "instapdatum",
        "entry date",
        required=True,
    ),
    _day(
        "exit_on",
        _("Date de sortie"),
        "sortie",
        "date sortie",
        "date de fin",
        "fin de formation",
        "uitstapdatum",
        "exit date",
    ),
    _coded(
        "exit_reason",
        _("Motif de sortie"),
        "exit_reasons",
        "raison de sortie",
        "cause de sortie",
        "motif de fin",
        "reden van uitstap",
        "exit reason",
    ),
    _coded(
        "exit_situation",
        _("Situation à la sortie"),
        "situations",
        "statut à la sortie",
        "situation sortie",
        "situatie bij uitstap",
        "situation on leaving",
    ),
    _day(
        "exit_observed_on",
        _("Date d'observation (sortie)"),
        "date observation sortie",
        "date d'observation sortie",
        "observation sortie",
        "date observation",
        "datum observatie (uitstap)",
    ),
    _answer(
        "qualification",
        _("Certification obtenue"),
        "certification",
        "qualification obtenue",
        "qualification",
        "certificat obtenu",
        "kwalificatie behaald",
    ),
    _coded(
        "later_situation",
        _("Situation à 6 mois"),
        "situations",
        "situation 6 mois",
        "situation apres 6 mois",
        "situation six mois après",
        "statut à 6 mois",
        "situatie na 6 maanden",
    ),
    _day(
        "later_observed_on",
        _("Date d'observation (6 mois)"),
        "date observation 6 mois",
        "observation 6 mois",
        "datum observatie (6 maanden)",
    ),
    _coded(
        "improvement",
        _("Amélioration"),
        "improvements",
        "ameliorations",
        "amelioration de la situation",
        "verbetering",
        "improvement",
    ),
)
