"""The parts of a running installation: embedded Redis, the processes of `liulu up`, what makes them ready."""
