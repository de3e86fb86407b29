"""What many tests share: databases, people, a small municipality."""
