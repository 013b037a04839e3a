"""Pages on which a ledger is taken in."""

from django.urls import path

from portal.ledgers import views

urlpatterns = [
    path("import/", views.upload, name="ledger_import"),
    path("import/<int:pk>/<int:year>/", views.check, name="ledger_check"),
    path("import/<int:pk>/<int:year>/done/", views.done, name="ledger_done"),
]
