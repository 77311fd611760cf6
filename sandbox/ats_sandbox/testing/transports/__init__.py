"""One module for each HTTP client library: its connections to an application in place of a network."""
