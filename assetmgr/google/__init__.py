"""The register's side of the Google sync: what Google says of a device, and the runs."""
