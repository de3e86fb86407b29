"""Writing what a sweep found, the runs, and taking unknown Chromebooks into the register."""
