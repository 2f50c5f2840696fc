from django.urls import path

from levier.foundation.documents import views

app_name = "documents"
urlpatterns = [
    path("", views.documents, name="documents"),
    path("<int:pk>/", views.document, name="document"),
    path("<int:pk>/retirer/", views.remove, name="remove"),
    path("ajouter/<str:table>/<int:pk>/", views.add, name="add"),
]
