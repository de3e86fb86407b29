"""On what terms devices are lent, and who agreed to them."""
