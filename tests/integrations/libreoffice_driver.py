"""Runs in LibreOffice's Python: opens a document, uses the installed menu, and says in JSON what came of it.

libreoffice_driver.py PIPE EXTENSION DOCUMENT ACCEPTED
"""

import json
import sys
import time
from pathlib import Path

import uno
import unohelper
from com.sun.star.beans import PropertyValue
from com.sun.star.task import XInteractionHandler
from com.sun.star.ucb import XCommandEnvironment


class Quiet(unohelper.Base, XCommandEnvironment, XInteractionHandler):
    """Installs without asking anybody, as an administrator does."""

    def getInteractionHandler(self):
        return self

    def handle(self, request):
        approves = uno.getTypeByName("com.sun.star.task.XInteractionApprove")
        for choice in request.getContinuations():
            if choice.queryInterface(approves) is not None:
                choice.select()

    def getProgressHandler(self):
        return None


def value(name, content):
    made = PropertyValue()
    made.Name, made.Value = name, content
    return made


def connected(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(240):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:
            time.sleep(0.25)
    raise SystemExit("LibreOffice did not answer")


def tracked(document):
    """The kinds of the tracked changes of a document."""
    found, marks = [], document.Redlines.createEnumeration()
    while marks.hasMoreElements():
        found.append(marks.nextElement().RedlineType)
    return found


def main(pipe, extension, source, accepted):
    context = connected(pipe)
    make = context.ServiceManager.createInstanceWithContext
    extensions = context.getByName("/singletons/com.sun.star.deployment.ExtensionManager")
    extensions.addExtension(uno.systemPathToFileUrl(extension), (), "user", None, Quiet())
    desktop = make("com.sun.star.frame.Desktop", context)
    document = desktop.loadComponentFromURL(uno.systemPathToFileUrl(source), "_default", 0, ())
    before = document.Text.getString()
    menu = make("tenderscan.libreoffice.Menu", context)
    menu.trigger("check&quiet")
    checked = document.Text.getString() == before and not tracked(document)
    menu.trigger("insert&quiet")
    kinds = tracked(document)
    recording = document.RecordChanges
    dispatcher = make("com.sun.star.frame.DispatchHelper", context)
    frame = document.CurrentController.Frame
    document.storeToURL(uno.systemPathToFileUrl(accepted + ".tracked.docx"), (value("FilterName", "MS Word 2007 XML"),))
    dispatcher.executeDispatch(frame, ".uno:AcceptAllTrackedChanges", "", 0, ())
    document.storeToURL(uno.systemPathToFileUrl(accepted), (value("FilterName", "MS Word 2007 XML"),))
    after = document.Text.getString()
    print(json.dumps({"checked": checked, "kinds": kinds, "recording": recording, "grown": len(after) - len(before)}))
    document.close(True)
    desktop.terminate()


main(sys.argv[1], *(str(Path(each).resolve()) for each in sys.argv[2:]))
