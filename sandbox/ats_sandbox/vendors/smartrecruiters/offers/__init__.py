"""The Offer API: offers made to candidates, their approval, and the documents that candidates sign."""
