"""Tables as CSV and XLSX files, with nothing in them that a spreadsheet takes for a formula."""
