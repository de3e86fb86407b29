"""Pure rules of devices: what status may follow, how a past is told, how texts compare."""
