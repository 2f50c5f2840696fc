"""Words that recur."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "sheets.read": _("a lu une feuille de présences"),
    "sheets.paper_read": _("a imprimé une feuille de présences"),
    "sheets.printed": _("a préparé une feuille de présences"),
    "sheets.scanned": _("a rendu une feuille signée"),
    "sheets.noted": _("a noté les présences d'une feuille signée"),
    "sheets.proofs_set": _("a réglé les preuves de présence d'un projet"),
    "sheets.logo_put": _("a mis un logo sur les feuilles d'un format"),
    "sheets.logo_off": _("a retiré un logo des feuilles d'un format"),
    "sheets.certified": _("a fait une attestation de présence"),
    "sheets.certificate_read": _("a lu une attestation de présence"),
    "sheets.certificate_printed": _("a imprimé une attestation de présence"),
    "sheets.certificate_verified": _("a vérifié une attestation de présence par son lien"),
}
