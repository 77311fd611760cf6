"""The Approvals API: requests to approve jobs and offers, what is decided and what is said about them."""
