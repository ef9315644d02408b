"""The active version, brought back into memory after a start."""

import numpy as np

from knowledge import snapshot_files
from knowledge.shop_home import Active, ShopHome
from knowledge.snapshot import Snapshot
from knowledge.store import Store
from knowledge.synonyms import Synonyms


def restored(home: ShopHome, store: Store, active: Active) -> Snapshot | None:
    """From the saved arrays, otherwise built anew from the store and saved again.

    ``None`` when the store does not hold all of it any more: only an import helps then. Raises
    ``StoreUnavailable`` when the store is needed and does not answer.
    """
    folder = home.snapshot(active.version)
    saved = snapshot_files.load(folder)
    if saved is not None:
        return saved
    stored = store.get(active.collection, active.ids)
    if len(stored) < len(active.ids):
        return None
    passages = [stored[id_][0] for id_ in active.ids]
    vectors = np.zeros((len(passages), active.dimensions), dtype=np.float32)
    for row, id_ in enumerate(active.ids):
        vectors[row] = stored[id_][1]
    synonyms = Synonyms.of_shop(home.synonyms(active.version))
    snapshot = Snapshot.of(active.version, passages, vectors, synonyms)
    snapshot_files.save(snapshot, folder)
    return snapshot
