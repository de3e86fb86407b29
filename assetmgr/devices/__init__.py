"""The register of devices: kinds, models, devices and their past."""
