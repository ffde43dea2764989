"""Notices (eForms, TED, OCDS): takes XML or JSON, gives its texts and the facts it declares."""
