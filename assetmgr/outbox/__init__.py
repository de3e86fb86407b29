"""Mail that leaves only after the commit: kept in a table, sent by a job."""
