"""For The Littlest JupyterHub; README.md says where it goes."""

c = get_config()  # noqa: F821  (JupyterHub gives it)

# TLJH gives each pupil a Unix account of their own and holds them to limits.memory and limits.cpu.
c.Spawner.cmd = ["/opt/tljh/start-course.sh"]
c.Spawner.default_url = "/lab/tree/counterweight/00_start_here.ipynb"
c.Spawner.args = [
    "--LabApp.extension_manager=readonly",
    "--LabApp.news_url=None",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--LanguageServerManager.autodetect=False",
]
c.Spawner.environment = {"MALLOC_ARENA_MAX": "2", "JUPYTER_PREFER_ENV_PATH": "1"}
c.Spawner.start_timeout = 180
