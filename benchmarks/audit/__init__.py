"""How the audit holds under load: dossiers made by the thousand, runs that are killed, rates, a cluster."""
