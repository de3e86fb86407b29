"""Chrome devices from Google's Directory API: the one module that touches Google's libraries.

The retry loop is ours: googleapiclient's `num_retries` does not retry 403 quotaExceeded and
ignores Retry-After. `Any` ends here: what leaves is a record.
"""

import json
import random
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.client import HTTPException
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

import httplib2
from google.auth import exceptions as auth
from google.oauth2 import service_account
from google_auth_httplib2 import AuthorizedHttp
from googleapiclient import discovery
from googleapiclient.errors import HttpError

from sync.faults import ConfigurationFault
from sync.parse import MASK, MASK_WITH_USERS, ListJson, parse_device
from sync.refusals import RefusedError, configuration_fault, read_refusal
from sync.retry import PassingError, Patience, asked_delay, is_passing
from sync.source import Page, Progress, Tally
from sync.users import Marks
from sync.walk import Walk

SCOPE = "https://www.googleapis.com/auth/admin.directory.device.chromeos.readonly"
PAGE_SIZE = 300
TIMEOUT = 60.0
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
NETWORK_TROUBLES = (
    OSError,
    HTTPException,
    httplib2.HttpLib2Error,
    auth.TransportError,
    json.JSONDecodeError,
)


class GoogleSource:
    """All Chrome devices of one customer, as an administrator whom the service account acts for.

    `credentials_file` is the service account's JSON key, `subject` the administrator's address,
    `customer` the customer id or `my_customer`, `endpoint` another address of the API (the
    stand-in's), `timeout` in seconds. Raises ConfigurationFault where the file is unusable.
    """

    def __init__(
        self,
        credentials_file: Path,
        subject: str,
        customer: str = "my_customer",
        endpoint: str | None = None,
        *,
        page_size: int = PAGE_SIZE,
        progress: Progress = lambda _tally, _note: None,
        timeout: float = TIMEOUT,
        sleep: Callable[[float], None] = time.sleep,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self.tally = Tally()
        self._credentials = _credentials(credentials_file, subject)
        self._customer = customer
        self._endpoint = endpoint
        self._page_size = page_size
        self._progress = progress
        self._timeout = timeout
        self._patience = Patience(sleep, jitter, self._note_wait)

    def pages(self, marks: Marks | None = None) -> Iterator[Page]:
        """Yield one sweep; raises ConfigurationFault or SourceFault.

        Without `marks` Google is not asked who used the devices.
        """
        self.tally = Tally()
        with self._client() as (service, http):
            devices = service.chromeosdevices()  # each call builds the resource anew

            def fetch(token: str, size: int) -> ListJson:
                request = devices.list(
                    customerId=self._customer,
                    projection="FULL",
                    fields=MASK_WITH_USERS if marks else MASK,
                    maxResults=size,
                    pageToken=token or None,
                )
                return cast("ListJson", _execute(request, http))

            walk = Walk(fetch, self._patience, self._page_size)
            for answer in walk.answers():
                self.tally.restarts = walk.restarts
                yield self._page(answer, marks)

    def count(self) -> int:
        """Return how many devices Google itself counts; raises as `pages` does."""
        with self._client() as (service, http):
            chromeos = service.customer().devices().chromeos()
            request = chromeos.countChromeOsDevices(customerId=self._customer)
            try:
                answer = self._patience.ask(lambda: _execute(request, http))
            except RefusedError as refused:
                raise configuration_fault(refused.refusal) from refused
            return int(answer.get("count", 0))

    def _page(self, answer: ListJson, marks: Marks | None) -> Page:
        told = answer.get("chromeosdevices", ())
        devices = tuple(parse_device(one, marks) for one in told)
        self.tally.pages += 1
        self.tally.devices += len(devices)
        self._progress(self.tally, "")
        return Page(self.tally.pages, devices)

    def _note_wait(self, what: str, seconds: float) -> None:
        self.tally.retries += 1
        self._progress(self.tally, f"{what}: trying again in {seconds:.0f} s")

    @contextmanager
    def _client(self) -> Iterator[tuple[Any, httplib2.Http]]:
        http = httplib2.Http(timeout=self._timeout)
        if urlsplit(self._endpoint or "").hostname in LOOPBACK:
            http.proxy_info = None  # the stand-in is never behind the environment's proxy
        service = discovery.build(
            "admin",
            "directory_v1",
            http=AuthorizedHttp(self._credentials, http=http),
            static_discovery=True,
            cache_discovery=False,
            client_options={"api_endpoint": self._endpoint} if self._endpoint else None,
        )
        try:
            yield service, http
        finally:
            http.close()


def _credentials(file: Path, subject: str) -> Any:
    untyped: Any = service_account.Credentials
    try:
        return untyped.from_service_account_file(str(file), scopes=[SCOPE], subject=subject)
    except (OSError, ValueError) as error:
        raise ConfigurationFault(
            "The service account's key file cannot be used.",
            check="Check the path, and that it is the JSON key as Google gave it.",
            detail=str(error),
        ) from error


def _execute(request: Any, http: httplib2.Http) -> Any:
    """Ask once; raises PassingError, RefusedError or ConfigurationFault."""
    try:
        return request.execute(num_retries=0)
    except HttpError as error:
        refusal = read_refusal(error.resp.status, error.content)
        if is_passing(refusal.status, refusal.reason):
            wait = asked_delay(error.resp.get("retry-after"), datetime.now(UTC))
            raise PassingError(str(refusal), wait) from error
        raise RefusedError(refusal) from error
    except auth.RefreshError as error:
        raise _token_trouble(error) from error
    except ssl.SSLCertVerificationError as error:
        raise ConfigurationFault(
            "The connection to Google is not trusted.",
            check="Check the clock of this machine and whether the network inspects TLS.",
            detail=str(error),
        ) from error
    except NETWORK_TROUBLES as error:
        # httplib2 keeps a connection that timed out, and would read the late answer as the next.
        http.close()
        raise PassingError(f"{type(error).__name__} {error}".strip()) from error


def _token_trouble(error: Any) -> Exception:
    detail = str(error.args[0]) if error.args else ""
    if error.retryable:
        return PassingError(detail)
    return ConfigurationFault(
        "Google does not let the service account in.",
        check=(
            "Check the key file, the subject (an administrator's address), the clock of this "
            "machine, and that the delegation of the scope was granted to this client id."
        ),
        detail=detail,
    )
