"""The phone's counting app in a real browser, with the network going and coming."""
