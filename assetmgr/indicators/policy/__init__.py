"""The pure arithmetic of indicators: plain rows in, exact typed results out."""
