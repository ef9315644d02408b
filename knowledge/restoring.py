"""The active version, brought back into memory after a start."""

import numpy as np

from knowledge import snapshot_files
from knowledge.lanes import LaneBuilder
from knowledge.scopes import in_scope_order
from knowledge.shop_home import Active, ShopHome
from knowledge.snapshot import Snapshot
from knowledge.store import Store
from knowledge.synonyms import Synonyms
from knowledge.types import Passage

_BATCH = 1_000


def restored(home: ShopHome, store: Store, active: Active) -> Snapshot | None:
    """From the saved arrays, otherwise built anew from the store and saved again.

    ``None`` when the store does not hold all of it any more: only an import helps then. Raises
    ``StoreUnavailable`` when the store is needed and does not answer.
    """
    folder = home.snapshot(active.version)
    saved = snapshot_files.load(folder)
    if saved is not None:
        return saved
    lane = LaneBuilder(active.dimensions)
    passages: list[Passage] = []
    for start in range(0, len(active.ids), _BATCH):
        ids = active.ids[start : start + _BATCH]
        stored = store.get(active.collection, ids)
        if len(stored) < len(ids):
            return None
        passages += (stored[id_][0] for id_ in ids)
        lane.add(np.array([stored[id_][1] for id_ in ids]))
    if passages != in_scope_order(passages):  # an older release's version
        return None
    synonyms = Synonyms.of_shop(home.synonyms(active.version))
    snapshot = Snapshot.ordered(active.version, passages, lane.finished(), synonyms)
    snapshot_files.save(snapshot, folder)
    return snapshot_files.load(folder) or snapshot
