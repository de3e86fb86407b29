"""What a provider, or somebody between, may answer: each is refused, and nobody is signed in."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from assetmgr.auth.oidc.pending import LIFE
from assetmgr.auth.routes.oidc import A_MINUTE
from sync.emulator import Emulator, Fault
from tests.auth.oidc.conftest import BASE, Install, settings
from tests.auth.oidc.visitor import Visitor, asked

STAFF = "school_staff@town.example"
UNTRUSTED = (400, "could not be trusted")
FOREIGN = (403, "This is not a school's account")
UNVERIFIED = (403, "e-mail is not verified")
NOT_BEGUN = (400, "was not begun here")
REFUSED = (400, "provider refused")
DOWN = (502, "does not answer")

Expected = tuple[int, str]


def refused(visitor: Visitor, path: str, expected: Expected) -> None:
    """The page says what happened; neither half nor whole is anybody signed in."""
    answer = visitor.get(path)
    assert (answer.status_code, expected[1] in answer.text) == (expected[0], True), answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert "code" not in answer.text, "no link leads to the used address again"
    with visitor.client.session_transaction(base_url=BASE) as session:
        assert set(session) <= {"locale", "_fresh"}
    assert not visitor.is_signed_in


@pytest.mark.parametrize("provider", ["google", "microsoft"])
@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("wrong_issuer", UNTRUSTED),
        ("wrong_audience", UNTRUSTED),
        ("wrong_nonce", UNTRUSTED),
        ("wrong_key", UNTRUSTED),
        ("unsigned", UNTRUSTED),
        ("expired_token", UNTRUSTED),
        ("no_email", (403, "has no e-mail")),
        ("unverified_email", UNVERIFIED),
        ("foreign_domain", FOREIGN),
    ],
)
def test_a_spoilt_token_is_refused(
    visitor: Visitor, emulator: Emulator, provider: str, kind: str, expected: Expected
) -> None:
    emulator.plan(Fault(kind, on="sign_in"))
    refused(visitor, visitor.choose(visitor.begin(provider), STAFF), expected)
    visitor.sign_in(STAFF, provider)
    assert visitor.is_signed_in, "the fault was the only reason"


@pytest.mark.parametrize(
    ("provider", "kind", "expected"),
    [
        ("google", "foreign_hd", FOREIGN),
        ("google", "no_hd", FOREIGN),
        ("microsoft", "wrong_tenant", UNTRUSTED),
    ],
)
def test_an_account_of_another_organisation_is_refused_whatever_its_address(
    visitor: Visitor, emulator: Emulator, provider: str, kind: str, expected: Expected
) -> None:
    emulator.plan(Fault(kind, on="sign_in"))
    refused(visitor, visitor.choose(visitor.begin(provider), STAFF), expected)


@pytest.mark.parametrize(
    ("provider", "email", "expected"),
    [
        ("google", "somebody@private.example", FOREIGN),
        ("google", "somebody@elsewhere.example", FOREIGN),
        ("google", "unverified@town.example", UNVERIFIED),
        ("microsoft", "somebody@elsewhere.example", FOREIGN),
        ("microsoft", "guest@town.example", FOREIGN),
        ("microsoft", "unverified@town.example", UNVERIFIED),
    ],
)
def test_a_foreign_account_is_refused(
    visitor: Visitor, provider: str, email: str, expected: Expected
) -> None:
    refused(visitor, visitor.choose(visitor.begin(provider), email), expected)


def test_a_way_back_works_once(visitor: Visitor) -> None:
    back = visitor.choose(visitor.begin(), STAFF)
    assert visitor.get(back).location == "/"
    again = visitor.get(back)
    assert (again.status_code, NOT_BEGUN[1] in again.text) == (400, True)


def test_a_refused_way_back_works_no_second_time(visitor: Visitor, emulator: Emulator) -> None:
    back = visitor.choose(visitor.begin(), "nobody@town.example")
    assert visitor.get(back).status_code == 403
    refused(visitor, back, NOT_BEGUN)


def test_a_code_works_once_even_under_a_new_state(visitor: Visitor) -> None:
    used = asked(visitor.choose(visitor.begin(), STAFF))["code"]
    other = visitor.choose(visitor.begin(), STAFF)
    state = asked(other)["state"]
    refused(visitor, f"/sign-in/google/callback?code={used}&state={state}", REFUSED)


def test_somebody_elses_way_back_is_refused(
    visitor: Visitor, emulator: Emulator, install: Install
) -> None:
    """Else a visitor could be signed in as the attacker, and write into their account."""
    attacker = Visitor(install(**settings(emulator, "google")), emulator)
    back = attacker.choose(attacker.begin(), STAFF)
    refused(visitor, back, NOT_BEGUN)
    visitor.begin()
    refused(visitor, back, NOT_BEGUN)


@pytest.mark.parametrize("query", ["", "?code=x", "?code=x&state=", "?state=%00", "?state=ā&code="])
def test_a_way_back_that_was_made_up_is_refused(visitor: Visitor, query: str) -> None:
    visitor.begin()
    answer = visitor.get(f"/sign-in/google/callback{query}")
    assert (answer.status_code, visitor.is_signed_in) == (400, False)


def test_the_state_of_one_provider_is_none_of_the_other(visitor: Visitor) -> None:
    back = visitor.choose(visitor.begin("google"), STAFF)
    refused(visitor, back.replace("google", "microsoft"), NOT_BEGUN)


def test_the_newest_of_two_windows_counts(visitor: Visitor) -> None:
    first, second = visitor.begin(), visitor.begin()
    assert visitor.get(visitor.choose(second, STAFF)).location == "/"
    assert visitor.get(visitor.choose(first, STAFF)).status_code == 400


def test_a_sign_in_waits_ten_minutes(visitor: Visitor) -> None:
    back = visitor.choose(visitor.begin(), STAFF)
    late = datetime.now(UTC) + LIFE + timedelta(seconds=1)
    with time_machine.travel(late, tick=True):
        refused(visitor, back, (400, "took too long"))


def test_who_breaks_off_may_begin_again(visitor: Visitor) -> None:
    back = visitor.follow(f"{visitor.begin()}&account=none")
    assert asked(back)["error"] == "access_denied"
    refused(visitor, back, (400, "was broken off"))


def test_a_provider_that_is_down_is_told(install: Install, emulator: Emulator) -> None:
    emulator.plan(Fault("drop", on="discovery"))
    visitor = Visitor(install(**settings(emulator, "google")), emulator)
    refused(visitor, "/sign-in/google", DOWN)
    visitor.sign_in(STAFF)
    assert visitor.is_signed_in, "it is asked again the next time"


@pytest.mark.parametrize(
    "fault",
    [
        Fault("drop", on="sign_in"),
        Fault("cut", on="sign_in"),
        Fault("error", on="sign_in", status=503),
    ],
    ids=lambda fault: fault.kind,
)
def test_a_provider_that_fails_at_the_code_is_told(
    visitor: Visitor, emulator: Emulator, fault: Fault
) -> None:
    emulator.plan(fault)
    refused(visitor, visitor.choose(visitor.begin(), STAFF), DOWN)


def test_a_wrong_secret_is_refused_by_the_provider(install: Install, emulator: Emulator) -> None:
    told = {**settings(emulator, "google"), "ASSETMGR_OIDC_GOOGLE_CLIENT_SECRET": "old"}
    visitor = Visitor(install(**told), emulator)
    refused(visitor, visitor.choose(visitor.begin(), STAFF), REFUSED)


def test_a_document_of_another_issuer_is_refused(install: Install, emulator: Emulator) -> None:
    told = settings(emulator, "google")
    told["ASSETMGR_OIDC_GOOGLE_ISSUER"] += "/"
    refused(Visitor(install(**told), emulator), "/sign-in/google", DOWN)


def test_the_stand_ins_of_google_and_microsoft_take_no_code_of_each_other(
    visitor: Visitor,
) -> None:
    code = asked(visitor.choose(visitor.begin("microsoft"), STAFF))["code"]
    state = asked(visitor.begin("google"))["state"]
    refused(visitor, f"/sign-in/google/callback?code={code}&state={state}", REFUSED)


@pytest.mark.parametrize("path", ["/sign-in/google", "/sign-in/google/callback"])
def test_a_flood_is_slowed(install: Install, emulator: Emulator, path: str) -> None:
    app = install(**settings(emulator, "google"))
    app.config["RATELIMIT_ENABLED"] = True
    visitor = Visitor(app, emulator)
    answers = [visitor.get(path).status_code for _ in range(A_MINUTE + 1)]
    assert set(answers[:A_MINUTE]) <= {302, 400}
    assert answers[A_MINUTE] == 429
