"""What every resource needs, said once: finding records, listing them in pages, and the usual operations on them."""
