"""What makes each form valid in a furnished house, where a plausible value is not enough."""

import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.trust.forms import Form


def face() -> SimpleUploadedFile:
    """A photo, each time anew: a file is read once."""
    drawn = io.BytesIO()
    Image.new("RGB", (300, 300), "teal").save(drawn, "PNG")
    return SimpleUploadedFile("photo.png", drawn.getvalue(), "image/png")


PASSWORDS = {"oldpassword": "un mot de passe", "password1": "quatre mots sans rapport"}
VALID: dict[str, dict[str, Any]] = {
    "account_change_password": PASSWORDS | {"password2": PASSWORDS["password1"]},
    "account_login": {"login": "owner-direction-saint-gilles@example.org", "password": "un mot de passe"},
    "accounts:keep": {"months": ["24"]},
    "epn:board": {"who": "Samira 2", "place": None, "purpose": ["print"]},
    "epn:edit_minimum": {"minutes": ["300"]},
    "epn:edit_space": {"visit_minutes": ["45"], "free_prints": ["12"]},
    "epn:edit_station": {"number": ["71"]},
    "epn:edit_topic": {"rank": ["20"]},
    "epn:new_full": {"mode": ["oral"]},
    "epn:new_gestures": {"mode": ["oral"]},
    "epn:new_help": {"minutes": "15"},
    "epn:new_hours": {"weekday": ["5"]},
    "epn:new_loan": {"due_on": "31/12/2027", "equipment": None},
    "epn:new_mandate": {"ends_on": "31/12/2027"},
    "epn:new_minimum": {"minutes": "300"},
    "epn:new_person_help": {"minutes": "15"},
    "epn:new_space": {"visit_minutes": "45", "free_prints": "12"},
    "epn:new_station": {"number": "72"},
    "epn:new_topic": {"rank": "20"},
    "epn:passes": {"count": "4", "expires_on": "31/12/2027"},
    "epn:prints": {"pages": "3"},
    "activities:new": {"contact": None},
    "activities:edit": {"contact": None},
    "activities:ask_opinions": {"questions": ["welcome", "clear", "useful"], "ends_on": "31/12/2099"},
    "activities:new_quota": {
        "public": ["senior"],
        "partner": None,
        "least": None,
        "until": None,
        "most": "3",
        "session": None,
    },
    "activities:partner_by_link": {"reach": "0470 12 34 56", "language": ["ar"]},
    "activities:type_opinions": {"sheets": "9"},
    "activities:edit_session": {"contact": None, "is_overnight": None},
    "agenda:book_resource": {"on": "02/03/2099"},
    "agenda:new_resource": {"kind": "equipment"},
    "appointments:new_appointment": {"on": None, "starts": None},
    "appointments:relaunch": {"on": None, "starts": None},
    "appointments:choose_time": {"on": None, "starts": None},
    "courses:edit": {"promised_minutes": ["90 h"]},
    "courses:new_contract": {"weekly_minutes": "30 h"},
    "courses:new_internship": {"starts_on": "03/05/2027", "ends_on": "14/05/2027", "planned_minutes": "40 h"},
    "courses:new_module": {"minutes": "10 h"},
    "courses:step": {"points": None},
    "courses:visit": {"on": "02/03/2026"},
    "courses:week": {"on": "02/03/2026", "minutes": "10 h"},
    "pathways:answer_by_link": {"proposed_on": None},
    "pathways:new_referral": {"partner": None, "told": None, "mail": None},
    "pathways:note_answer": {"proposed_on": None},
    "sheets:new_certificate": {"what": ["month"], "month": "02/03/2026"},
    "sheets:new_for_activity": {"on": "02/03/2026"},
    "people:edit_point": {"whose": ["child"]},
    "people:give": {"entendu": "oui"},
    "people:photo": {"file": face},
    "sheets:put_logo": {"file": face},
    "courses:public_page": {"decided_on": ["02/03/2026"], "members": None},
    "people:new_point": {"whose": ["child"]},
    "rights:new_kind": {"amount": "15", "unit": "days", "counted_from": "notification"},
    "rights:revise": {"applique": "oui"},
    "account_reauthenticate": {"password": "un mot de passe"},
}


def valid(form: Form) -> dict[str, Any]:
    """The form as its page shows it, each empty field filled, and what `VALID` says of it."""
    data = form.filled() | VALID.get(form.view, {})
    said = {name: value() if callable(value) else value for name, value in data.items()}
    return {name: value for name, value in said.items() if value is not None}
