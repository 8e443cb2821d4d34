"""Settings, routes, the supervisor and the commands: what makes the apps one program."""
