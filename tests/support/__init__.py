"""Real servers and factories that the tests share."""
