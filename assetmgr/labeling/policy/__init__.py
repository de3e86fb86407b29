"""Pure rules of labels: papers, series of codes, the order of walking, what stands on a label."""
