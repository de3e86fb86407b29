"""What a refusing answer of Google means: the trouble that may pass, or the setting to mend."""

import json
from dataclasses import dataclass

from sync.faults import ConfigurationFault

BAD_REQUEST = 400


@dataclass(frozen=True, slots=True)
class Refusal:
    """An answer that is not 2xx, in Google's own words."""

    status: int
    reason: str
    message: str
    location: str

    @property
    def is_bad_request(self) -> bool:
        """Something in the request itself is refused."""
        return self.status == BAD_REQUEST

    @property
    def refuses_page_size(self) -> bool:
        """Some tenants refuse more than 200 devices a page, with 400."""
        return self.is_bad_request and "maxResults" in self.location + self.message

    @property
    def refuses_page_token(self) -> bool:
        """Google's 'Invalid Input: <pageToken>', which also happens in a good sweep."""
        return self.is_bad_request and (
            self.location == "pageToken" or self.message.startswith("Invalid Input")
        )

    def __str__(self) -> str:
        return " ".join(part for part in (str(self.status), self.reason, self.message) if part)


class RefusedError(Exception):
    """Google answered with a refusal that asking again unchanged will not mend."""

    def __init__(self, refusal: Refusal) -> None:
        self.refusal = refusal
        super().__init__(str(refusal))


def read_refusal(status: int, body: bytes) -> Refusal:
    """Read Google's error body; a body of another kind leaves reason and message empty."""
    try:
        error = json.loads(body)["error"]
        first = (error.get("errors") or [{}])[0]
        return Refusal(
            status,
            str(first.get("reason", error.get("status", ""))),
            str(error.get("message", "")),
            str(first.get("location", "")),
        )
    except (ValueError, LookupError, TypeError, AttributeError):
        return Refusal(status, "", "", "")


CHECKS = {
    400: "Check the customer id.",
    401: "Check that the service account's key was not deleted or disabled.",
    403: (
        "Check that the Admin SDK API is switched on, that the service account is delegated the "
        "scope admin.directory.device.chromeos.readonly, and that the subject is an "
        "administrator who may read Chrome devices."
    ),
    404: "Check the customer id and the address of the service.",
}


def configuration_fault(refusal: Refusal) -> ConfigurationFault:
    """Return the fault to raise for a refusal that will not pass."""
    return ConfigurationFault(
        "Google refuses the request.",
        check=CHECKS.get(refusal.status, "Check the settings of the Google sync."),
        detail=str(refusal),
    )
