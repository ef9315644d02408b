"""A version, brought back into memory after a start."""

import numpy as np

from knowledge import snapshot_files
from knowledge.shop_home import ShopHome, Version
from knowledge.snapshot import Snapshot
from knowledge.store import Store


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
    stored = store.get(version.collection, ids)
    if len(stored) < len(ids):
        return None
    passages = [stored[id_][0] for id_ in ids]
    vectors = np.zeros((len(passages), version.dimensions), dtype=np.float32)
    for row, id_ in enumerate(ids):
        vectors[row] = stored[id_][1]
    snapshot = Snapshot.of(version.id, passages, vectors)
    snapshot_files.save(snapshot, folder)
    return snapshot
