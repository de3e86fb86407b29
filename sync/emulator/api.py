"""The stand-in's answers: list, get and count Chrome devices, and the tokens that they need."""

import re
from collections.abc import Callable, Sequence

from sync.emulator import discovery
from sync.emulator.breaking import before_answer, on_its_way
from sync.emulator.fleet import Fleet
from sync.emulator.pages import asked_mask, list_page
from sync.emulator.parameters import check_parameters
from sync.emulator.planned import Fault, FaultPlan
from sync.emulator.schema import checker
from sync.emulator.tokens import RefusedGrantError, Tokens
from sync.emulator.wire import ApiError, Reply, Request, json_reply

DEVICES = re.compile(
    r"/admin/directory/v1/customer/(?P<customer>[^/]+)/devices/chromeos"
    r"(/(?P<device>[^/:]+)|(?P<count>:countChromeOsDevices))?"
)
LIST = discovery.method("chromeosdevices", "list")
GET = discovery.method("chromeosdevices", "get")
COUNT = discovery.method("customer", "devices", "chromeos", "countChromeOsDevices")

Respond = Callable[[Request, Sequence[Fault]], Reply]


class Api:
    """Answers for one fleet, to the customers `my_customer` and `customer`."""

    def __init__(self, fleet: Fleet, customer: str) -> None:
        self.fleet = fleet
        self.plan = FaultPlan()
        self.tokens = Tokens()
        self._customers = {"my_customer", customer}

    def answer(self, request: Request) -> Reply:
        """Return the reply; raises ConnectionDroppedError where that is planned."""
        faults: list[Fault] = []
        try:
            place, respond = self._route(request)
            faults = self.plan.take(place, request.query)
            before_answer(faults, request, self.tokens)
            reply = respond(request, faults)
        except ApiError as error:
            reply = error.reply()
        except RefusedGrantError as error:
            told = {"error": error.error, "error_description": str(error)}
            reply = json_reply(told, error.status)
        return on_its_way(faults, reply)

    def _route(self, request: Request) -> tuple[str, Respond]:
        if (request.method, request.path) == ("POST", "/token"):
            return "token", self._token
        found = DEVICES.fullmatch(request.path)
        if request.method != "GET" or not found:
            raise ApiError(404, "notFound", "The stand-in does not imitate this.")
        if found["count"]:
            return "count", self._count
        return ("get", self._get) if found["device"] else ("list", self._list)

    def _token(self, request: Request, _faults: Sequence[Fault]) -> Reply:
        return json_reply(self.tokens.issue(request.form, f"http://{request.host}/token"))

    def _list(self, request: Request, faults: Sequence[Fault]) -> Reply:
        self._admit(request)
        check_parameters(request.query, LIST)
        return list_page(self.fleet, request, faults)

    def _get(self, request: Request, _faults: Sequence[Fault]) -> Reply:
        google_id = self._admit(request)["device"]
        check_parameters(request.query, GET)
        device = self.fleet.by_id.get(google_id)
        if device is None:
            raise ApiError(404, "notFound", f"Resource Not Found: {google_id}", "deviceId")
        projection, key = request.query.get("projection", "FULL"), request.query.get("fields", "")
        mask = asked_mask(request, "ChromeOsDevice")
        return Reply(200, self.fleet.written(device, projection, mask, f"one:{key}"))

    def _count(self, request: Request, _faults: Sequence[Fault]) -> Reply:
        self._admit(request)
        check_parameters(request.query, COUNT)
        answer = {"count": str(len(self.fleet.devices))}
        checker("CountChromeOsDevicesResponse")(answer)
        return json_reply(asked_mask(request, "CountChromeOsDevicesResponse").apply(answer))

    def _admit(self, request: Request) -> re.Match[str]:
        """Return the parts of the path; raises ApiError for a stranger or a foreign customer."""
        if not self.tokens.accepts(request.authorization):
            raise ApiError(401, "authError", "Invalid Credentials")
        found = DEVICES.fullmatch(request.path)
        if not found or found["customer"] not in self._customers:
            raise ApiError(404, "notFound", "Resource Not Found: customerId")
        return found
