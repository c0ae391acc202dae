"""The feed of corrections: what a timeline put right in public, for those who quoted it.

`words` says what changed, `formats` writes it. As everywhere in `feeds`: values in, bytes out.
"""

from feeds.corrections.formats import CORRECTION_FORMATS, CorrectionEntry, CorrectionFormat

__all__ = ["CORRECTION_FORMATS", "CorrectionEntry", "CorrectionFormat"]
