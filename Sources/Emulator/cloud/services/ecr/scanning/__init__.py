"""What is in an image, and which of it is known to be vulnerable."""
