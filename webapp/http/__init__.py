"""What stands around every page: permissions, navigation, headers, errors, compression, health."""
