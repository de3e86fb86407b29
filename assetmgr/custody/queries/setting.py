"""Whether custody is compared at all."""

from sqlalchemy.orm import Session

from assetmgr.lending.queries.settings import policy_of


def is_on(session: Session) -> bool:
    """Whether the municipality switched the comparing on; it is off until then."""
    return policy_of(session).custody_on
