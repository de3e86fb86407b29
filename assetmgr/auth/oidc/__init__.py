"""Signing in with the school's account: OpenID Connect, by code with PKCE (docs/sign-in.md)."""
