"""What errors say, in English and Chinese, by code; `errors` says it.

Values stand in braces by their name. One may be a message itself: the cause, or an addition that is made now and then.
"""

from __future__ import annotations

from typing import Final

from plandiff.bilingual import Bilingual
from plandiff.error_messages.corpora import CORPORA
from plandiff.error_messages.documents import DOCUMENTS
from plandiff.error_messages.libraries import LIBRARIES
from plandiff.error_messages.outputs import OUTPUTS
from plandiff.error_messages.settings import SETTINGS
from plandiff.error_messages.usage import USAGE

MESSAGES: Final[dict[str, Bilingual]] = {
    code: Bilingual(*texts)
    for table in (DOCUMENTS, LIBRARIES, CORPORA, SETTINGS, USAGE, OUTPUTS)
    for code, texts in table.items()
}
