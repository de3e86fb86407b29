"""What the pages of a stocktake show, put into words."""
