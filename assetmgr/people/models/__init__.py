"""Tables of people who borrow."""

from assetmgr.people.models.batch import PeopleBatch
from assetmgr.people.models.guardian import Guardian
from assetmgr.people.models.person import Person
from assetmgr.people.models.secret import PersonalCode, SocialSupport
from assetmgr.people.models.sign_in import SignInCode

__all__ = ["Guardian", "PeopleBatch", "Person", "PersonalCode", "SignInCode", "SocialSupport"]
