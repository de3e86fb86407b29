"""Result indicators, provision targets and the ageing of devices."""
