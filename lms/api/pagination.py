"""How long lists are answered in pages."""

from rest_framework.pagination import CursorPagination


class CursorPages(CursorPagination):
    """Pages that stay right while rows are added: follow ``next`` until it is null."""

    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 200
    ordering = "pk"
