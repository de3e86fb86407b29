"""The first page: what stands well, what falls due, what needs somebody."""
