"""What comes in about help, mandates, topics and diagnoses."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from levier.activity.epn.actions import AssessmentDraft, HelpDraft, TopicDraft
from levier.activity.epn.enums import Autonomy, Depth, Mastery, Mode, Reader
from levier.activity.epn.gestures import GESTURES, areas, competences
from levier.activity.epn.models import HelpTopic, Space
from levier.activity.epn.queries import topics
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.forms import HouseForm, VersionedForm

TOPIC_COLUMNS = ("fr", "nl", "en", "rank")


class HelpForm(HouseForm):
    """Help with one thing. No text: a password written here would stay."""

    topic = forms.ModelChoiceField(label=_("Thème"), queryset=HelpTopic.objects.none())
    before = forms.TypedChoiceField(label=_("Au début, la personne le fait"), choices=Autonomy.choices, coerce=int)
    after = forms.TypedChoiceField(label=_("À la fin, elle le fait"), choices=Autonomy.choices, coerce=int)
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=480, initial=15)

    def __init__(self, actor: Actor, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["topic"].queryset = topics(actor)  # type: ignore[attr-defined]

    def draft(self) -> HelpDraft:
        data = self.cleaned_data
        return HelpDraft(data["topic"], data["before"], data["after"], data["minutes"])


class OtherHelpForm(HelpForm):
    """The same for somebody whose visit was not noted, in one of the spaces."""

    space = forms.ModelChoiceField(label=_("Espace"), queryset=Space.objects.none(), empty_label=None)

    def __init__(self, actor: Actor, *arguments: Any, **named: Any) -> None:
        super().__init__(actor, *arguments, **named)
        self.fields["space"].queryset = Space.objects.visible_to(actor)  # type: ignore[attr-defined]


class MandateForm(HouseForm):
    """What somebody lets us do in their name."""

    topic = forms.ModelChoiceField(label=_("Thème"), queryset=HelpTopic.objects.none())
    purpose = forms.CharField(
        label=_("Pour faire quoi"),
        max_length=200,
        help_text=_("Par exemple : demander le certificat de chômage. Jamais de mot de passe ni de code."),
    )
    ends_on = forms.DateField(label=_("Valable jusqu'au"))

    def __init__(self, actor: Actor, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["topic"].queryset = topics(actor)  # type: ignore[attr-defined]


class TopicForm(HouseForm):
    """A topic of help."""

    fr = forms.CharField(label=_("En français"), max_length=80)
    nl = forms.CharField(label=_("En néerlandais"), max_length=80, required=False)
    en = forms.CharField(label=_("En anglais"), max_length=80, required=False)
    rank = forms.IntegerField(label=_("Ordre dans la liste"), min_value=0, max_value=9999, initial=100)

    def draft(self) -> TopicDraft:
        return TopicDraft(**{name: self.cleaned_data[name] for name in TOPIC_COLUMNS})


class EditTopicForm(TopicForm, VersionedForm):
    """A topic named otherwise."""


class AssessmentForm(HouseForm):
    """A diagnosis: how it is made, then what is seen, each with a way to say that it was not looked at."""

    on = forms.DateField(label=_("Fait le"), initial=lambda: timezone.localdate())
    mode = forms.ChoiceField(label=_("Comment"), choices=Mode.choices, initial=Mode.OBSERVED)
    reader = forms.ChoiceField(label=_("Avec qui"), choices=Reader.choices)

    def __init__(self, depth: str, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.depth = depth
        asked = GESTURES if depth == Depth.GESTURES else competences()
        self.codes = {one.code.replace(".", "_"): one for one in asked}
        for name, one in self.codes.items():
            self.fields[name] = forms.TypedChoiceField(
                label=str(one),
                choices=[("", _("pas regardé")), *Mastery.choices],
                coerce=int,
                empty_value=None,
                required=False,
                widget=forms.RadioSelect,
            )

    @property
    def parts(self) -> list[tuple[str, list[tuple[Any, str]]]]:
        """What is asked, by area in the full form; gestures stand in one list, in the order of a first hour."""
        fields = [(one, self[name]) for name, one in self.codes.items()]
        if self.depth == Depth.GESTURES:
            return [("", [(field, getattr(one, "sign", "")) for one, field in fields])]
        return [(str(area), [(field, "") for one, field in fields if one.area == area.code]) for area in areas()]

    def draft(self) -> AssessmentDraft:
        data = self.cleaned_data
        answers = {one.code: data[name] for name, one in self.codes.items() if data[name] is not None}
        return AssessmentDraft(data["on"], self.depth, data["mode"], data["reader"], answers)
