"""The worker: does what pages do not wait for. Apps write their tasks in `tasks.py`."""

import os


def main() -> None:
    """Work until SIGTERM, then finish what is at hand."""
    import django  # noqa: PLC0415  the settings must be named first

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "firewood.project.settings")
    django.setup()
    from procrastinate.contrib.django import app  # noqa: PLC0415  it needs the apps to be loaded
    from procrastinate.contrib.django.django_connector import DjangoConnector  # noqa: PLC0415

    connector = app.connector
    assert isinstance(connector, DjangoConnector)  # noqa: S101  the installed app made it
    with app.replace_connector(connector.get_worker_connector()) as working:
        working.run_worker(concurrency=4, shutdown_graceful_timeout=5, name="firewood")


if __name__ == "__main__":
    main()
