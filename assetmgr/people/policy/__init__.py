"""Rules about people: names, classes, ages, codes, and who of a list is who."""
