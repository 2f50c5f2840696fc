from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "levier.evidence.ledger"
    label = "ledger"
