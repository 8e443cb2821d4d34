"""Who may do what with letters and other gestures. A colleague of a district acts only for that district."""

from firewood.accounts.actor import Actor
from firewood.accounts.states import Duty
from firewood.aid.models import Consignment, Pledge
from firewood.registry.models import Party
from firewood.solidarity.models import Gesture


def sees_gesture(actor: Actor, gesture: Gesture) -> bool:
    """An officer of the city sees every gesture, a colleague of a district those of that district, a guest none."""
    return not actor.is_guest and _concerns(actor, gesture.sender, gesture.addressee)


def sees_what_it_answers(actor: Actor, thing: Gesture | Consignment | Pledge) -> bool:
    """Know of the letter, offer or consignment to which a letter belongs: a district, when it is a side of it."""
    if isinstance(thing, Gesture):
        return sees_gesture(actor, thing)
    return not actor.is_guest and _concerns(actor, thing.giver, thing.receiver)


def may_write(actor: Actor) -> bool:
    """Begin to enter or write a letter at all; between whom is asked when it is entered."""
    return _keeps_letters(actor)


def may_enter(actor: Actor, sender: Party, addressee: Party) -> bool:
    """Enter a letter that came, or write one of ours."""
    return _keeps_letters(actor) and _concerns(actor, sender, addressee)


def may_keep(actor: Actor, gesture: Gesture) -> bool:
    """Rewrite, correct, translate, quote, link and note what is known of a reply."""
    return may_enter(actor, gesture.sender, gesture.addressee)


def may_set_aside(actor: Actor, gesture: Gesture) -> bool:
    """Set the entry of a letter that came aside as a mistake, or bring it back."""
    return may_keep(actor, gesture)


def may_sign(actor: Actor, gesture: Gesture) -> bool:
    """Say that a letter of ours is signed, or withdraw it."""
    return actor.has(Duty.FOCAL_POINT) and sees_gesture(actor, gesture)


def may_send(actor: Actor, gesture: Gesture) -> bool:
    """Say that a letter of ours has gone, was handed over, was delivered."""
    return may_keep(actor, gesture)


def may_report(actor: Actor) -> bool:
    """Enter a gesture, or a count of letters, that is known only from a source; take one into our own books."""
    return _keeps_letters(actor) and actor.party_id is None


def may_set_thanks_aside(actor: Actor) -> bool:
    """Take thanks off the list, or put them back."""
    return actor.has(Duty.FOCAL_POINT) and actor.party_id is None


def _keeps_letters(actor: Actor) -> bool:
    return not actor.is_guest and actor.has(Duty.FOCAL_POINT, Duty.REGISTRAR)


def _concerns(actor: Actor, *parties: Party | None) -> bool:
    return actor.party_id is None or any(_is_of(actor, party) for party in parties)


def _is_of(actor: Actor, party: Party | None) -> bool:
    """Whether a party is the one for which the actor speaks, or belongs to it."""
    while party is not None:
        if party.pk == actor.party_id:
            return True
        party = party.parent
    return False
