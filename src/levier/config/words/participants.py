"""What people accompanied read by a link or on their papers, in five languages more; no page of the staff."""

from levier.config.words.extracting import Phrase

FILES = (
    "activity/activities/templates/activities/reminder_link.html",
    "activity/activities/templates/activities/reminder_over.html",
    "activity/activities/templates/activities/at_the_door.html",
    "activity/activities/templates/activities/door_over.html",
    "activity/activities/templates/activities/seat_link.html",
    "activity/activities/templates/activities/seat_over.html",
    "activity/epn/link_views.py",
    "activity/epn/templates/epn/queue.html",
    "activity/epn/templates/epn/rules_link.html",
    "activity/epn/templates/epn/station_link.html",
    "activity/sheets/templates/sheets/verify.html",
    "foundation/accounts/templates/accounts/_link_languages.html",
    "foundation/accounts/templates/accounts/link_over.html",
    "foundation/kit/templates/kit/_form_errors.html",
    "register/people/mandate_words.py",
    "support/appointments/choosing_views.py",
    "support/appointments/inviting.py",
    "support/appointments/sooner_link_views.py",
    "support/appointments/templates/appointments/choice_over.html",
    "support/appointments/templates/appointments/choose.html",
    "support/appointments/templates/appointments/choose_group.html",
    "support/appointments/templates/appointments/chosen.html",
    "support/appointments/templates/appointments/sooner_link.html",
    "support/appointments/templates/appointments/sooner_over.html",
    "support/jobsearch/contract.py",
    "support/pathways/carnet.py",
)
"""Files of which every phrase is read by them."""
PHRASES = (
    "Aller au contenu",
    "Levier, logiciel libre pour les Missions Locales",
    "Quand",
    "Votre réponse",
    "Venez-vous ?",
    "Oui, je viens",
    "Cette séance a déjà commencé, ou elle est annulée.",
    "Une place est libre pour vous",
    "Oui, je prends la place",
    "Cette place n'est plus gardée.",
    "Cette activité est terminée : choisissez-en une autre.",
    "C'est trop tôt. Revenez une heure avant le début.",
    "C'est trop tard pour annuler ici. Demandez à l'animateur ou à l'animatrice.",
    "Cette carte a été touchée trop souvent. Demandez à l'animateur ou à l'animatrice.",
    "Dites d'abord que vous êtes là.",
    "La séance est finie. Demandez à l'animateur ou à l'animatrice.",
    "Votre présence est déjà notée. Demandez à l'animateur ou à l'animatrice.",
    "Vous n'êtes pas sur la liste. Demandez à l'animateur ou à l'animatrice.",
    "Choisissez un moment.",
    "Choisissez une séance.",
    "Ce moment n'est plus libre. Choisissez-en un autre.",
    "Ce moment est déjà pris. Choisissez-en un autre.",
    "Ce moment est déjà passé. Choisissez-en un autre.",
    "Cette séance n'a plus de place. Choisissez-en une autre.",
    "Cette séance est complète.",
    "Cette séance est annulée.",
    "Cette séance a déjà eu lieu.",
    "Cette proposition n'est plus valable. Le rendez-vous reste comme il est.",
    "Le rendez-vous est déjà plus tôt que ce moment.",
    "%(n)s place",
    "au bureau",
    "par téléphone",
    "en vidéo",
    "page {n} sur {m}",
    "Levier, %(moment)s",
    "référent·e",
    "second·e référent·e",
    "accompagnement social",
    "aide à la recherche d'emploi",
    "suivi de formation",
    "la personne",
    "l'équipe",
    "un partenaire",
    "étape d'un plan",
    "rendez-vous",
    "séance",
    "droits à protéger",
    "Voici tout ce que %(house)s garde à votre sujet, et qui a ouvert votre fiche.",
    "Vous pouvez demander de corriger, d'effacer ou de limiter ce qui est écrit ici. Demandez à l'accueil.",
    "Ce papier dit à quoi vous avez participé et ce que vous avez fait du %(first)s au %(last)s.",
    "Montrez-le au contrôle. Gardez-en une copie.",
    "Pour vous",
)
"""Phrases of other files that they read too: what a page has around it, what a choice is, why it is refused."""


def for_participants(found: dict[Phrase, list[str]]) -> dict[Phrase, list[str]]:
    """Of the phrases of the code, those that people accompanied read."""
    return {
        phrase: places
        for phrase, places in found.items()
        if phrase.text in PHRASES or any(place in FILES for place in places)
    }
