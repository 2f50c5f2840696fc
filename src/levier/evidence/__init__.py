"""What is proven, and how."""
