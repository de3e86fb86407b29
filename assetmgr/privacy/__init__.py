"""What is known of people goes in time; their key, sums and counts stay (DOMAIN.md, rule 9)."""
