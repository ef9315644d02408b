"""A version, brought back into memory after a start."""

import numpy as np

from knowledge import snapshot_files
from knowledge.lanes import LaneBuilder
from knowledge.shop_home import ShopHome, Version
from knowledge.snapshot import Snapshot
from knowledge.store import Store
from knowledge.synonyms import Synonyms
from knowledge.types import Passage

_BATCH = 1_000


def restored(home: ShopHome, store: Store, version: Version) -> Snapshot | None:
    """From the saved arrays, otherwise built anew from the store and saved again.

    ``None`` when the store does not hold all of it any more: only an import helps then. Raises
    ``StoreUnavailable`` when the store is needed and does not answer.
    """
    folder = home.snapshot(version.id)
    saved = snapshot_files.load(folder)
    if saved is not None:
        return saved
    ids = home.ids(version.id)
    lane = LaneBuilder(version.dimensions)
    passages: list[Passage] = []
    for start in range(0, len(ids), _BATCH):
        batch = ids[start : start + _BATCH]
        stored = store.get(version.collection, batch)
        if len(stored) < len(batch):
            return None
        passages += (stored[id_][0] for id_ in batch)
        lane.add(np.array([stored[id_][1] for id_ in batch]))
    synonyms = Synonyms.of_shop(home.synonyms(version.id))
    snapshot = Snapshot.ordered(version.id, passages, lane.finished(), synonyms)
    snapshot_files.save(snapshot, folder)
    return snapshot_files.load(folder) or snapshot
