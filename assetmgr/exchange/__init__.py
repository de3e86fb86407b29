"""CSV and XLSX in and out: parse, validate, plan, apply; and streamed export."""
