"""What a WSGI server loads: `gunicorn wsgi:app`."""

from crm import create_app

app = create_app()
