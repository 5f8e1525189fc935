#!/bin/sh
# What runs as the pupil at every start: bring the course, then the pupil's own server.
# A copy that fails (a full disk, say) must not keep anybody from the work that is there already.
lessons copy --quiet "${COURSE_COPY:-$HOME/counterweight}" ||
  echo "The course could not be brought up to date; the server starts without." >&2
exec jupyterhub-singleuser "$@"
