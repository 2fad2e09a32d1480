"""After routing: who is notified, the links in their mails, consent that is withdrawn."""
