"""Zalo: notices by approved template to a phone number, and the token that opens that door."""
