"""What the roles may do with pages and releases."""

from lms.people.roles import Role, contribute

for role in (Role.CONTENT_ADMIN, Role.PROGRAM_ADMIN):
    contribute(role, "wagtailadmin.access_admin", "cms.release_pathway")
