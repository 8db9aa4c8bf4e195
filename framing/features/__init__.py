"""Features: what is counted and shown – one idea a file, each a scikit-learn estimator with a versioned name.

`create` makes an extractor by name; `Extractor.observe` turns tokens into a table, `Extractor.transform` documents
into one row each. `Observer` runs several extractors with one search; `association` ties collocates to heads.
"""

from framing.features.association import association
from framing.features.base import Extractor
from framing.features.observer import Observer
from framing.features.registry import REGISTRY, create

__all__ = ["REGISTRY", "Extractor", "Observer", "association", "create"]
