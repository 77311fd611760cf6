"""The Reporting API: reports, and the files that are generated of them."""
