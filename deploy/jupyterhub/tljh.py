"""For The Littlest JupyterHub; README.md says where it goes."""

c = get_config()  # noqa: F821  (JupyterHub gives it)

# TLJH gives each pupil a Unix account of their own and holds them to limits.memory and limits.cpu.
c.Spawner.cmd = ["/opt/tljh/start-course.sh"]
c.Spawner.default_url = "/lab/tree/counterweight/00_start_here.ipynb"
c.Spawner.environment = {"MALLOC_ARENA_MAX": "2", "JUPYTER_PREFER_ENV_PATH": "1"}
c.Spawner.start_timeout = 180
