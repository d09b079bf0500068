"""The ground of the API: who asks, what they may, how pages, errors and repeated requests look.

To add an endpoint, an app writes ``api.py`` with thin views and puts their paths into ``lms.urls`` under ``/api/v1/``:

* subclass ``lms.api.endpoints.Endpoint`` (or ``ListEndpoint`` on a queryset), never DRF's own views, so that
  ``Idempotency-Key`` holds for every POST;
* say in ``scopes`` which scope a token needs for each method; a method without a line is closed to tokens;
* call the same actions as the pages; ``Refused`` becomes a 409 with its reasons;
* describe input and output with two serializers beside the view and ``@extend_schema(responses=…)``.
"""
