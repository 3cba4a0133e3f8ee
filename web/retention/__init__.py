"""How long cases are kept: what is due, legal holds, review before destruction, certificates, redaction."""
