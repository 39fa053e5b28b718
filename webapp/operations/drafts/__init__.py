"""What people typed into forms and have not sent."""
