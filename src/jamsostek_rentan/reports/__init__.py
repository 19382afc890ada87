"""Papers and pictures: what people would rather look at than read."""
