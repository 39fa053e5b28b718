"""What is said of each subject: its states, what is done to it, who may; found here by `by_subject`."""
