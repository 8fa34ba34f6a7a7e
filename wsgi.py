"""The application object for a WSGI server: `gunicorn wsgi:app`."""

from wardvoice.app import create_app

app = create_app()
