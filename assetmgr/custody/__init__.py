"""Whether lent Chromebooks are used by those who borrowed them: yes, no or unknown for each day."""
