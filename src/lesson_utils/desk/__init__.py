"""The teacher's desk: reports on a class, files for other systems, progress that lasts."""
