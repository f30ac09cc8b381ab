"""Trains CSSS's scan models and writes their bundles (see models/README.md)."""
