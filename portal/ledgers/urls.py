"""Pages of ledgers."""

from django.urls import path

from portal.ledgers import views
from portal.ledgers.handing_out import views as handing_out
from portal.ledgers.imports import views as imports
from portal.ledgers.snapshots import views as snapshots

urlpatterns = [
    path("", views.ledgers, name="ledgers"),
    path("export/", handing_out.export, name="ledger_export"),
    path("snapshots/", snapshots.snapshots, name="ledger_snapshots"),
    path("snapshots/<int:pk>/", snapshots.snapshot, name="ledger_snapshot"),
    path("snapshots/<int:pk>/workbook.xlsx", snapshots.workbook, name="ledger_snapshot_workbook"),
    path("import/", imports.upload, name="ledger_import"),
    path("imports/", imports.imports, name="ledger_imports"),
    path("imports/<int:pk>/", imports.import_page, name="ledger_import_page"),
    path("imports/<int:pk>/problems.xlsx", imports.problems, name="ledger_import_problems"),
]
