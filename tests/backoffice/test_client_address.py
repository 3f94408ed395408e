"""Where a request came from, as far as it can be trusted."""

import pytest
from django.test import RequestFactory

from backoffice.client_address import client_address

CALLER, INVENTED, OUR_PROXY = "203.0.113.9", "192.0.2.1", "10.0.0.2"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        pytest.param(0, INVENTED, OUR_PROXY, id="without a proxy of ours the header is not believed"),
        pytest.param(1, CALLER, CALLER, id="one proxy says who called it"),
        pytest.param(1, f"{INVENTED}, {CALLER}", CALLER, id="what the caller wrote before is not believed"),
        pytest.param(2, f"{INVENTED}, {CALLER}, 10.0.0.1", CALLER, id="two proxies say two addresses"),
        pytest.param(1, "", OUR_PROXY, id="a proxy that says nothing is the caller"),
        pytest.param(2, CALLER, OUR_PROXY, id="a request past the outer proxy came from the inner one's caller"),
    ],
)
def test_the_address_is_the_last_one_a_caller_could_not_write(settings, proxies, forwarded, expected) -> None:
    settings.NUM_PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR=OUR_PROXY, HTTP_X_FORWARDED_FOR=forwarded)

    assert client_address(request) == expected
