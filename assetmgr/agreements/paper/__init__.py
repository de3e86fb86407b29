"""What is printed about agreements: forms, slips, a preview of the terms."""
