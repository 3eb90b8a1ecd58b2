"""What a probe would have seen of every address of a town."""

from datetime import datetime, timedelta

from sqlalchemy import select

from catalogue.store import tables as t
from catalogue.store.observations import Observed, keep_observations
from catalogue.testimony import Discount, Observation, Role, Sample
from tests.road.towns import Town

__all__ = ["probe_all"]

BODY = b"a;b\n1;2\n"
DIGEST = "0" * 64


def probe_all(
    town: Town,
    at: datetime,
    *,
    status: int | None = 200,
    failure: str = "",
    discount: Discount = Discount.NONE,
) -> None:
    """Keep one observation of each address that the town's entries name."""
    query = select(t.address.c.url, t.link.c.role).join(t.link, t.link.c.address_id == t.address.c.id)
    with town.database.transaction() as connection:
        named = dict(connection.execute(query.order_by(t.link.c.role)).all())
        sample = Sample(sha256=DIGEST, size=len(BODY), whole=True) if status == 200 else None
        batch = [
            Observed(
                Observation(
                    url=url,
                    role=Role(role),
                    asked=url,
                    at=at,
                    vantage="test",
                    method="GET",
                    status=status,
                    failure=failure,
                    headers={"access-control-allow-origin": "*", "etag": '"1"'},
                    sample=sample,
                    discount=discount,
                ),
                at + timedelta(days=1),
                {DIGEST: BODY} if sample else {},
            )
            for url, role in named.items()
        ]
        keep_observations(connection, batch)
