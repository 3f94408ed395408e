"""The keeper: waits until nobody uses the server any more, then stops it.

Started by `lease`, as `python -m backoffice.embedded_postgres.keeper <home of the cluster>`.
"""

import fcntl
import os
import sys
from pathlib import Path

from backoffice.embedded_postgres.cluster import Cluster
from backoffice.embedded_postgres.lease import keeper_of, locked, users_of


def keep(cluster: Cluster) -> None:
    """Stop the server after its last user. A second keeper waits for the first, and finds nothing left to do."""
    presence = locked(keeper_of(cluster), fcntl.LOCK_EX)
    with locked(users_of(cluster), fcntl.LOCK_EX):
        cluster.stop()
        # Gone before the users' lock is free: the next user must not count on a keeper that is leaving.
        presence.close()


if __name__ == "__main__":
    os.setsid()  # the Ctrl-C that ends the users must not end the keeper before them
    os.chdir("/")
    keep(Cluster(Path(sys.argv[1])))
