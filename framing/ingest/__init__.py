"""Ingest: files → pages → documents. Readers, outlet profiles, cleaning, offsets back to the page."""

from framing.ingest.cleaning import Cleaned, clean
from framing.ingest.offsets import page_offsets
from framing.ingest.profiles import Profile, load_profiles, outlet_of_url, profile_of
from framing.ingest.readers import READERS, choose_reader, read
from framing.ingest.sources import Pages, TextSource

__all__ = [
    "READERS",
    "Cleaned",
    "Pages",
    "Profile",
    "TextSource",
    "choose_reader",
    "clean",
    "load_profiles",
    "outlet_of_url",
    "page_offsets",
    "profile_of",
    "read",
]
