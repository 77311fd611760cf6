"""Documents: the files of applications."""
