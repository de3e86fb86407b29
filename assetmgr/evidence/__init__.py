"""When and by what each device was last seen: what every feature feeds."""
