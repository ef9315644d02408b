"""What a run looks like: a page to send, JUnit XML for CI, tables, and two runs compared."""
