"""Carriers of text messages: VNPT, Viettel and eSMS, each with its own request and codes."""
