"""What recruiters talk about: each noun with its records, and the commands that change them."""
