"""The parts of claims in an inspection folder."""

from portal.exports.inspection.parts import FOLDER_PARTS, FolderPart
from projects.claims.folder import claims, letters, money


def register() -> None:
    FOLDER_PARTS.register("claims", FolderPart(number="05", label="认领台账", fill=claims.fill), weight=50)
    FOLDER_PARTS.register("money", FolderPart(number="06", label="资金物资台账", fill=money.fill), weight=60)
    part = FolderPart(number="10", label="认领书", fill=letters.fill, estimate=letters.estimate)
    FOLDER_PARTS.register("letters", part, weight=100)
