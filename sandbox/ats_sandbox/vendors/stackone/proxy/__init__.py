"""The proxy: any request to the provider of a linked account, through StackOne."""
