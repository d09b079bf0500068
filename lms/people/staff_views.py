"""Staff screens: who has which role, and the verbs that give and take one."""

from typing import Protocol

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail import hooks
from wagtail.admin.auth import require_admin_access

from lms.actions import Refused
from lms.people import actions
from lms.people.forms import RoleForm
from lms.people.models import User
from lms.people.queries import people_with_roles
from lms.people.recent import recent_sign_in_required
from lms.people.requests import MemberRequest
from lms.people.roles import LASTING, ROLE_MEANINGS, ROLE_NAMES, Role, roles_of

PER_PAGE = 50

# Each app says here where its own pages about a person are: ``(reader, person) -> (words, address)``, or None.
LINKS = "register_person_link"
Link = tuple[str, str]


class RoleVerb(Protocol):
    """Gives or takes one role."""

    def __call__(self, *, person: User, role: Role, by: User | None) -> None: ...


may_see = permission_required("people.view_user", raise_exception=True)
may_give_roles = permission_required("people.give_roles", raise_exception=True)


@require_admin_access
@may_see
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    search, role = request.GET.get("q", "").strip(), request.GET.get("role", "")
    page = Paginator(people_with_roles(search, role), PER_PAGE).get_page(request.GET.get("page"))
    rows = [(person, _names_of({group.name for group in person.groups.all()})) for person in page]
    context = {"page": page, "rows": rows, "search": search, "role": role, "roles": ROLE_NAMES.items()}
    return render(request, "people/staff/people.html", context)


@require_admin_access
@may_see
@require_safe
def roles(request: HttpRequest, person_id: int) -> HttpResponse:
    person = _person(person_id)
    held = roles_of(person)
    rows = [(role, ROLE_NAMES[role], ROLE_MEANINGS[role], role in held) for role in LASTING]
    links = [link for found in hooks.get_hooks(LINKS) if (link := found(request.user, person))]
    return render(request, "people/staff/roles.html", {"person": person, "rows": rows, "links": links})


@require_admin_access
@may_give_roles
@recent_sign_in_required
@require_POST
def grant(request: MemberRequest, person_id: int) -> HttpResponse:
    return _change(request, person_id, actions.grant_role, _("%(person)s now has the role: %(role)s."))


@require_admin_access
@may_give_roles
@recent_sign_in_required
@require_POST
def withdraw(request: MemberRequest, person_id: int) -> HttpResponse:
    return _change(request, person_id, actions.withdraw_role, _("%(person)s no longer has the role: %(role)s."))


def _change(request: MemberRequest, person_id: int, verb: RoleVerb, words: str) -> HttpResponse:
    person, form = _person(person_id), RoleForm(request.POST)
    if form.is_valid():
        role = Role(form.cleaned_data["role"])
        try:
            verb(person=person, role=role, by=request.user)
            messages.success(request, words % {"person": person, "role": ROLE_NAMES[role]})
        except Refused as refusal:
            messages.error(request, " ".join(refusal.messages))
    return redirect("people_staff:roles", person_id=person.pk)


def _person(person_id: int) -> User:
    return get_object_or_404(User, pk=person_id, erased_at=None)


def _names_of(groups: set[str]) -> list[str]:
    return [str(ROLE_NAMES[role]) for role in Role if role.value in groups]
