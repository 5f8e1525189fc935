#!/bin/sh
# What runs as the pupil at every start: bring the course, then the pupil's own server.
# A copy that fails (a full disk, say) must not keep anybody from the work that is there already.
lessons copy --quiet "${COURSE_COPY:-$HOME/counterweight}" ||
  echo "The course could not be brought up to date; the server starts without." >&2
# As in course_files.lab_arguments: the course asks the internet for nothing.
exec jupyterhub-singleuser \
  --LabApp.extension_manager=readonly \
  --LabApp.news_url=None \
  --LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate \
  --LanguageServerManager.autodetect=False \
  "$@"
