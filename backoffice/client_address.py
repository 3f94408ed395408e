from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str | None:
    """The address a request came from, as seen by the outermost of our own proxies.

    Each proxy appends the address it was called from, so with NUM_PROXIES of ours in front, the entry that many
    places from the right is the last one a caller could not have written.
    """
    if not settings.NUM_PROXIES:
        return request.META.get("REMOTE_ADDR")
    hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
    if len(hops) < settings.NUM_PROXIES:
        return request.META.get("REMOTE_ADDR")
    return hops[-settings.NUM_PROXIES]
