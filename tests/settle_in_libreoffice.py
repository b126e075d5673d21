"""Run by the Python that knows LibreOffice's UNO: carry out the tracked changes of files in it, and write down what they say then.

    python3 settle_in_libreoffice.py PIPE JOBS

`JOBS` is a JSON list of [file, "Accept", "Reject" or "", where the text goes]; one that ends in `.pdf` is printed.
"""

from __future__ import annotations

import json
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import uno  # type: ignore[import-not-found]  # comes with LibreOffice
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]
from com.sun.star.connection import NoConnectException  # type: ignore[import-not-found]
from com.sun.star.lang import DisposedException  # type: ignore[import-not-found]


def properties(**values: object) -> tuple[Any, ...]:
    found = []
    for name, value in values.items():
        row = PropertyValue()
        row.Name, row.Value = name, value
        found.append(row)
    return tuple(found)


def connect(pipe: str) -> Any:
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(300):
        with suppress(NoConnectException):  # it is still starting
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        time.sleep(0.1)
    raise SystemExit("LibreOffice does not answer")


def main() -> None:
    context = connect(sys.argv[1])
    services = context.ServiceManager
    desktop = services.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    dispatcher = services.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
    for name, state, target in json.loads(Path(sys.argv[2]).read_text(encoding="utf-8")):
        document = desktop.loadComponentFromURL(Path(name).as_uri(), "_blank", 0, properties(Hidden=True))
        if document is None:
            continue
        if state:
            dispatcher.executeDispatch(document.CurrentController.Frame, f".uno:{state}AllTrackedChanges", "", 0, ())
        form = {"FilterName": "Text (encoded)", "FilterOptions": "UTF8,LF,,,"}
        if target.endswith(".pdf"):
            form = {"FilterName": "writer_pdf_Export"}
        document.storeToURL(Path(target).as_uri(), properties(**form))
        document.close(True)
    with suppress(DisposedException):
        desktop.terminate()


main()
