"""One module for each HTTP client library: its own connections, laid to an application in place of a network."""
