"""The tables of solidarity: gestures with signatories, what they answer, stated counts, and thanks set aside."""

from firewood.solidarity.models.gestures import Answer, Gesture, Signatory
from firewood.solidarity.models.letters import StatedLetters
from firewood.solidarity.models.thanks import ThanksSetAside

__all__ = ["Answer", "Gesture", "Signatory", "StatedLetters", "ThanksSetAside"]
