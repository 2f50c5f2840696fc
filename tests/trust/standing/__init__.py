"""Every form and page of one furnished house, walked once for all of these tests."""
