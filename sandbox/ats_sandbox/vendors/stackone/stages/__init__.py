"""Stages of hiring pipelines, under their two names."""
