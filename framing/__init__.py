"""framing: whose words? Compare how outlets word the same matters."""
