from alliances.pairing.models.commitments import CONTRIBUTIONS, MEASURES, Commitment, CommitmentRecord
from alliances.pairing.models.pairings import SIDES, Pairing, PairingQuerySet, PairingRecord, Side
from alliances.pairing.models.posts import Holding, Post
from alliances.pairing.models.programmes import POST_MODES, WEIGHTS, Mode, Programme

__all__ = [
    "CONTRIBUTIONS",
    "MEASURES",
    "POST_MODES",
    "SIDES",
    "WEIGHTS",
    "Commitment",
    "CommitmentRecord",
    "Holding",
    "Mode",
    "Pairing",
    "PairingQuerySet",
    "PairingRecord",
    "Post",
    "Programme",
    "Side",
]
