"""What the gallery shows: invented values for each component, long ones included."""

from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from levier.foundation.kit.charts import Chart, Series, bars, lines, radar, stacked
from levier.foundation.kit.fields import BoxesField, MinutesField, MoneyField
from levier.foundation.kit.forms import HouseForm
from levier.foundation.kit.registers import NamedFilters


class SampleForm(HouseForm):
    """One field of each kind."""

    name = forms.CharField(label=gettext_lazy("Prénom"), help_text=gettext_lazy("comme la personne veut être appelée"))
    born = BoxesField(label=gettext_lazy("Date de naissance"))
    entered = forms.DateField(label=gettext_lazy("Date d'entrée"))
    hours = MinutesField(label=gettext_lazy("Heures prévues"), required=False)
    amount = MoneyField(label=gettext_lazy("Montant"), required=False)
    kind = forms.ChoiceField(
        label=gettext_lazy("Moment"),
        choices=[("matin", gettext_lazy("le matin")), ("soir", gettext_lazy("le soir"))],
        widget=forms.RadioSelect,
    )
    days = forms.MultipleChoiceField(
        label=gettext_lazy("Jours possibles"),
        choices=[("lundi", gettext_lazy("lundi")), ("jeudi", gettext_lazy("jeudi"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    status = forms.ChoiceField(
        label=gettext_lazy("Statut"), choices=[("", gettext_lazy("à choisir")), ("a", gettext_lazy("sans emploi"))]
    )
    note = forms.CharField(label=gettext_lazy("Ce qui a été dit"), widget=forms.Textarea, required=False)
    paper = forms.FileField(label=gettext_lazy("Preuve"), help_text=gettext_lazy("PDF ou photo"), required=False)
    agreed = forms.BooleanField(label=gettext_lazy("La personne est d'accord"), required=False)
    checked_at_once = ("hours", "amount")


def context() -> dict[str, Any]:
    """Values of `kit/gallery.html`."""
    refused = SampleForm({"amount": "beaucoup", "hours": "12 h 75"})
    refused.is_valid()
    return {
        "trail": [(gettext("Ma journée"), "/")],
        "form": SampleForm(prefix="vide"),
        "refused": refused,
        "notices": [
            ("success", gettext("La personne est ajoutée.")),
            ("warning", gettext("Il reste deux places.")),
            ("error", gettext("Le fichier n'est pas lisible. Rien n'a été écrit : choisissez-en un autre.")),
            ("info", gettext("Le bureau est fermé lundi.")),
        ],
        "steps": [(gettext("Fichier"), "past"), (gettext("Colonnes"), "here"), (gettext("Résultat"), "")],
        "tabs": [(gettext("Fiche"), "#onglets", True), (gettext("Parcours"), "#listes", False)],
        "facts": [(gettext("Commune"), "1060 Saint-Gilles"), (gettext("Téléphone"), None)],
        "events": [
            (gettext("jeudi 18 juin, 14 h 30"), gettext("Entretien au bureau 2"), True),
            (gettext("2 juin"), gettext("Inscription à l'atelier numérique"), False),
        ],
        "typed": {"path": "/kit/", "pairs": [("mots", gettext("Mariam cherche un atelier le jeudi."))]},
        "charts": _charts(),
        **_list(),
    }


def _charts() -> list[Chart]:
    months = [gettext("janvier"), gettext("février"), gettext("mars")]
    hours = [Series(gettext("Femmes"), [120, 95, 140]), Series(gettext("Hommes"), [80, 110, None])]
    said = gettext("Inventé, pour montrer le dessin.")
    themes = [gettext("logement"), gettext("langue"), gettext("garde d'enfant"), gettext("transport")]
    weights = [Series(gettext("À l'arrivée"), [3, 2, 3, 1]), Series(gettext("Aujourd'hui"), [1, 2, 0, None])]
    return [
        bars("barres", gettext("Heures par mois, en barres"), said, months, hours),
        stacked("piles", gettext("Heures par mois, empilées"), said, months, hours),
        lines("lignes", gettext("Heures par mois, en lignes"), said, months, hours),
        radar("etoile", gettext("Freins levés, en étoile"), said, themes, weights, highest=3),
    ]


def _list() -> dict[str, Any]:
    heads = [
        ("nom", gettext("Nom"), "ascending"),
        ("commune", gettext("Commune"), ""),
        ("heures", gettext("Heures"), ""),
    ]
    names = ("Mariam Diallo", "Aziz El Khattabi", "Wilhelmina van den Broeck-Vandenberghe")
    return {
        "list": {"title": gettext("Personnes inscrites")},
        "columns": [
            {"label": label, "is_number": key == "heures", "sort": key, "direction": direction}
            for key, label, direction in heads
        ],
        "rows": [
            (
                number,
                [
                    {"label": "Nom", "value": name, "link": "#listes", "is_number": False},
                    {"label": "Commune", "value": "1060 Saint-Gilles", "link": None, "is_number": False},
                    {"label": "Heures", "value": number * 12, "link": None, "is_number": True},
                ],
            )
            for number, name in enumerate(names, start=1)
        ],
        "filters": [
            {"name": "q", "label": gettext("Nom"), "value": "", "choices": []},
            {"name": "etat", "label": gettext("État"), "value": "ici", "choices": [("ici", gettext("inscrites"))]},
        ],
        "kept": [
            (NamedFilters(gettext("Inscrites"), "etat=ici"), True),
            (NamedFilters(gettext("Par commune"), "tri=commune", "Karim"), False),
        ],
        "kept_list": "people:people",
        "kept_query": "etat=ici&tri=nom",
        "is_stale": True,
        "optional": [("langue", gettext("Langue"), False)],
        "is_filtered": True,
        "bulk": [{"label": gettext("Inviter les personnes choisies"), "url_name": "kit:gallery", "icon": "mail"}],
        "previous": 1,
        "number": 2,
        "next": 3,
    }
