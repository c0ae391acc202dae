"""Text in; drafts and located problems out. What becomes of them is the business of `operations.ingest`."""
