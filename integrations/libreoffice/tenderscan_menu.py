"""The menu "tenderscan" in Writer: checks the open document, and puts the missing clauses in as tracked changes."""

import tenderscan_server
import tenderscan_words
import tenderscan_writer
import uno
import unohelper
from com.sun.star.task import XJobExecutor

SERVICE = "tenderscan.libreoffice.Menu"
GAPS = ("missing", "weak", "contradicted")
MOST_SHOWN = 20
"""Gaps that a message names; the page of tenderscan shows all."""


class Menu(unohelper.Base, XJobExecutor):
    """What the entries of the menu do."""

    def __init__(self, context):
        self._context = context

    def trigger(self, arguments):
        """Do what an entry asks: "check" or "insert"; a script adds "&quiet", and no message waits for anybody."""
        say = tenderscan_words.in_language(self._language())
        asked, _, quiet = arguments.partition("&")
        try:
            told = self._do(asked, say)
        except tenderscan_server.ServerError as error:
            told = say(str(error))
        if quiet != "quiet":
            self._show(told)

    def _do(self, asked, say):
        document = self._desktop().getCurrentComponent()
        if document is None or not document.supportsService("com.sun.star.text.TextDocument"):
            return say("no-text")
        server = tenderscan_server.server()
        dossier = server.check(*tenderscan_writer.word_file(document), language=self._language())
        if asked == "insert":
            changes = server.changes(dossier)
            if not changes:
                return say("nothing")
            placed, ended = tenderscan_writer.put_in(document, changes)
            return say("put-in", placed=placed, ended=ended)
        return self._told(server.report(dossier), say)

    def _told(self, report, say):
        gaps = [each for each in report["criteria"] if each["level"] == "required" and each["verdict"] in GAPS]
        if not gaps:
            return say("nothing")
        lines = ["– {}".format(each["title"]) for each in gaps[:MOST_SHOWN]]
        return "\n".join([say("gaps", count=len(gaps)), *lines, *(["…"] if len(gaps) > MOST_SHOWN else [])])

    def _desktop(self):
        return self._context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", self._context)

    def _language(self):
        make = self._context.ServiceManager.createInstanceWithContext
        provider = make("com.sun.star.configuration.ConfigurationProvider", self._context)
        node = tenderscan_writer.value("nodepath", "/org.openoffice.Setup/L10N")
        access = provider.createInstanceWithArguments("com.sun.star.configuration.ConfigurationAccess", (node,))
        return (access.getByName("ooLocale") or "en")[:2]

    def _show(self, text):
        frame = self._desktop().getCurrentFrame()
        if frame is None:
            return
        window = frame.getContainerWindow()
        # 1 is com.sun.star.awt.MessageBoxButtons.BUTTONS_OK
        box = window.getToolkit().createMessageBox(
            window, uno.Enum("com.sun.star.awt.MessageBoxType", "INFOBOX"), 1, "tenderscan", text
        )
        box.execute()


g_ImplementationHelper = unohelper.ImplementationHelper()
g_ImplementationHelper.addImplementation(Menu, SERVICE, (SERVICE,))
