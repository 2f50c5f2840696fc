"""The list of topics of help: added, named otherwise, retired, taken up again."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.activity.epn.actions import add_topic, change_topic, restore_topic, retire_topic
from levier.activity.epn.around import found
from levier.activity.epn.forms import values_of
from levier.activity.epn.helping_forms import TOPIC_COLUMNS, EditTopicForm, TopicForm
from levier.activity.epn.lists import TOPICS
from levier.activity.epn.models import HelpTopic
from levier.activity.epn.rules import SEE_SPACES, SET_SPACES
from levier.activity.epn.views import done
from levier.foundation.kit.forms import confirm_page, form_page, say
from levier.foundation.kit.screens import HouseRequest, screen


@screen(SEE_SPACES)
def topics(request: HouseRequest) -> HttpResponse:
    """All topics, retired ones included."""
    return TOPICS.answer(request, actions=[(_("Ajouter un thème"), reverse("epn:new_topic"))])


@screen(SET_SPACES, methods=("GET", "POST"))
def new(request: HouseRequest) -> HttpResponse:
    """Another topic."""

    def save(valid: TopicForm) -> str:
        add_topic(by=request.actor, draft=valid.draft(), at=timezone.now())
        say(request, _("Le thème est ajouté."))
        return reverse("epn:topics")

    form = TopicForm(request.POST or None)
    title = _("Ajouter un thème d'aide")
    return form_page(request, form, title=title, submit=_("Ajouter"), on_valid=save, **_around())


@screen(SET_SPACES, methods=("GET", "POST"))
def edit(request: HouseRequest, pk: int) -> HttpResponse:
    """Name it otherwise."""
    row: HelpTopic = found(request, HelpTopic, pk)
    before = values_of(row, TOPIC_COLUMNS)

    def save(valid: EditTopicForm) -> str:
        change_topic(by=request.actor, topic=row, draft=valid.draft(), at=timezone.now())
        say(request, _("Le thème est à jour."))
        return reverse("epn:topics")

    return form_page(
        request,
        EditTopicForm(request.POST or None, initial=before),
        title=_("Modifier le thème"),
        submit=_("Enregistrer"),
        on_valid=save,
        current=lambda: (row.version, before),
        template="epn/topic.html",
        topic=row,
        **_around(),
    )


@screen(SET_SPACES, methods=("GET", "POST"))
def retire(request: HouseRequest, pk: int) -> HttpResponse:
    """No longer offered."""
    row: HelpTopic = found(request, HelpTopic, pk)

    def yes() -> str:
        retire_topic(by=request.actor, topic=row, on=timezone.localdate(), at=timezone.now())
        say(request, _("Le thème n'est plus proposé."))
        return reverse("epn:topics")

    return confirm_page(
        request,
        title=_("Retirer ce thème ?"),
        sentence=_("Il n'est plus proposé. L'aide déjà notée sous ce thème reste comptée."),
        things=[row],
        submit=_("Retirer"),
        on_yes=yes,
        **_around(),
    )


@screen(SET_SPACES, methods=("POST",))
def restore(request: HouseRequest, pk: int) -> HttpResponse:
    """Offered again."""
    row: HelpTopic = found(request, HelpTopic, pk)
    said, back = _("Le thème est de nouveau proposé."), reverse("epn:topics")
    return done(request, lambda: restore_topic(by=request.actor, topic=row, at=timezone.now()), said, back)


def _around() -> dict[str, Any]:
    back = reverse("epn:topics")
    return {"trail": [(_("Espace numérique"), reverse("epn:spaces")), (_("Thèmes d'aide"), back)], "back": back}
