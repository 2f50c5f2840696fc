"""Partners: list, page, new, edit."""

from typing import Any

from django.db.models import Count, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from levier.foundation.kit import formats
from levier.foundation.kit.forms import form_page, say
from levier.foundation.kit.lists import Choice, Column, ListPage, Search
from levier.foundation.kit.screens import HouseRequest, screen
from levier.register.partners import queries
from levier.register.partners.actions import change_partner, create_partner
from levier.register.partners.forms import PartnerForm, values_of
from levier.register.partners.models import Contact, Partner
from levier.register.partners.part_views import page_of, trail
from levier.register.partners.rules import CHANGE_PARTNERS, SEE_PARTNERS


def _rows(actor: Any) -> QuerySet[Partner]:
    rows: QuerySet[Partner] = Partner.objects.visible_to(actor)
    return rows


def _count_contacts(page: list[Any]) -> None:
    mine = Contact.objects.filter(partner__in=[one.pk for one in page], ended_on=None)
    counts = dict(mine.order_by().values_list("partner").annotate(Count("pk")))
    for one in page:
        one.contact_count = counts.get(one.pk, 0)


PARTNERS = ListPage(
    title=gettext_lazy("Partenaires"),
    rows=_rows,
    columns=(
        Column("nom", gettext_lazy("Nom"), lambda one: one.name, page_of, ("name",)),
        Column("type", gettext_lazy("Type"), lambda one: one.get_kind_display(), None, ("kind",)),
        Column(
            "commune",
            gettext_lazy("Commune"),
            lambda one: f"{one.postcode} {one.commune}".strip() or "–",
            None,
            ("postcode",),
        ),
        Column("telephone", gettext_lazy("Téléphone"), lambda one: formats.phone(one.phone) or "–"),
        Column("contacts", gettext_lazy("Contacts"), lambda one: getattr(one, "contact_count", ""), is_number=True),
        Column("mail", gettext_lazy("Adresse mail"), lambda one: one.mail or "–", is_optional=True),
        Column("entreprise", gettext_lazy("N° d'entreprise"), lambda one: one.enterprise_number, is_optional=True),
    ),
    default_sort=("name",),
    filters=(
        Search(gettext_lazy("Nom, commune ou numéro d'entreprise"), queries.narrowed),
        Choice(
            "type",
            gettext_lazy("Type"),
            lambda actor: Partner.Kind.choices,
            lambda rows, value: rows.filter(kind=value),
        ),
    ),
    empty=gettext_lazy(
        "Bailleurs, centres de formation, employeurs, CPAS, associations : ceux avec qui vous travaillez seront ici."
    ),
    export_name="partenaires",
    after_page=_count_contacts,
)


@screen(SEE_PARTNERS)
def partners(request: HouseRequest) -> HttpResponse:
    """All partners."""
    return PARTNERS.answer(request, actions=[(_("Ajouter un partenaire"), reverse("partners:new"))])


@screen(SEE_PARTNERS)
def partner(request: HouseRequest, pk: int) -> HttpResponse:
    """A partner: who to speak with, where, its programmes, and what each room above does with it."""
    found = get_object_or_404(Partner.objects.visible_to(request.actor), pk=pk)
    everybody = list(found.contacts.order_by("name", "pk"))
    today = timezone.localdate()
    gone = [one for one in everybody if one.ended_on and one.ended_on < today]
    context = {
        "partner": found,
        "contacts": [one for one in everybody if one not in gone],
        "gone": gone,
        "places": found.places.all(),
        "programmes": found.programmes.all(),
        "is_funder": found.kind == Partner.Kind.FUNDER,
        "may_change": CHANGE_PARTNERS.allows(request.actor),
        "trail": trail(),
    }
    return render(request, "partners/partner.html", context)


@screen(CHANGE_PARTNERS, methods=("GET", "POST"))
def new(request: HouseRequest) -> HttpResponse:
    """A new partner; the same name or number twice is shown before a second one is made."""
    form = PartnerForm(request.POST or None)

    def create(valid: PartnerForm) -> str:
        made = create_partner(by=request.actor, values=valid.values(), at=timezone.now())
        say(request, _("Le partenaire est ajouté. Dites maintenant à qui l'on parle."))
        return page_of(made)

    found = _alike(request, form) if request.method == "POST" and "certain" not in request.POST else []
    if found:
        return render(request, "partners/alike.html", {"form": form, "alike": found, "trail": trail()}, status=422)
    return form_page(
        request,
        form,
        title=_("Ajouter un partenaire"),
        submit=_("Ajouter le partenaire"),
        on_valid=create,
        template="partners/new.html",
        trail=trail(),
        back=reverse("partners:partners"),
    )


def _alike(request: HouseRequest, form: PartnerForm) -> list[tuple[Partner, str]]:
    if not form.is_valid():
        return []
    return queries.alike(request.actor, form.cleaned_data["name"], form.cleaned_data["enterprise_number"])


@screen(CHANGE_PARTNERS, methods=("POST",), without_token=True)
def alike(request: HouseRequest) -> HttpResponse:
    """While one types a new partner: which is known that looks alike, and why. A piece of the page, not a page."""
    form = PartnerForm(request.POST)
    form.is_valid()
    typed = form.cleaned_data
    found = queries.alike(request.actor, typed.get("name", ""), typed.get("enterprise_number", ""))
    return render(request, "partners/_alike.html", {"alike": found})


@screen(CHANGE_PARTNERS, methods=("GET", "POST"))
def edit(request: HouseRequest, pk: int) -> HttpResponse:
    """Change a partner."""
    found = get_object_or_404(Partner.objects.visible_to(request.actor), pk=pk)
    before = values_of(found, PartnerForm)

    def save(form: PartnerForm) -> str:
        change_partner(by=request.actor, partner=found, values=form.values(), at=timezone.now())
        say(request, _("Les modifications sont enregistrées."))
        return page_of(found)

    return form_page(
        request,
        PartnerForm(request.POST or None, initial=before),
        title=_("Modifier le partenaire"),
        submit=_("Enregistrer"),
        on_valid=save,
        current=lambda: (found.version, before),
        removal=reverse("partners:remove", args=[found.pk]),
        trail=trail(found),
        back=page_of(found),
    )
