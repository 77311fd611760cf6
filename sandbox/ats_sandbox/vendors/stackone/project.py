"""The project at StackOne that the API keys are for. Its ids are made up, in the published samples' forms."""

PROJECT = "acme-project-40217"
ORGANIZATION = 4021
