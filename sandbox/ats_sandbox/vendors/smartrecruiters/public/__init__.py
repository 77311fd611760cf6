"""The Posting API: what everybody may read, the ads that are published."""
