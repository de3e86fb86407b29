"""The pure arithmetic of the replacement forecast: plain rows in, exact typed results out."""
