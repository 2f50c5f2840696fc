from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "levier.foundation.documents"
    label = "documents"
    verbose_name = "Documents"

    def ready(self) -> None:
        from levier.foundation.documents import rules  # noqa: F401 - declares the permissions
        from levier.foundation.documents.phrases import ACTS
        from levier.foundation.documents.queries import names_of
        from levier.foundation.documents.tasks import SECONDS, look_for_forgotten
        from levier.foundation.journal.sentences import Named, objects, sign_acts
        from levier.foundation.kit.registers import Periodic, periodic

        sign_acts(ACTS)
        objects.sign_in("documents.document", Named(names_of, "documents:document"))
        periodic.sign_in("documents", Periodic(SECONDS, look_for_forgotten))
