from django.apps import AppConfig


class PathwaysConfig(AppConfig):
    name = "levier.support.pathways"
    label = "pathways"
    verbose_name = "Accompagnement"

    def ready(self) -> None:
        from levier.foundation.kit.registers import groundworks
        from levier.support.pathways.ground import lay_items

        groundworks.sign_in("pathways", lay_items, order=10)
