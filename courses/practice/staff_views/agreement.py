"""How far the observers of a program agree, for the core group: words, a plot and a table; of nobody by name."""

from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from courses.practice import figures, queries
from lms.people.requests import MemberRequest


@permission_required("practice.view_dialogue", raise_exception=True)
@require_safe
def agreement(request: MemberRequest) -> HttpResponse:
    pathways = list(queries.scored_pathways())
    chosen = next((row for row in pathways if row.slug == request.GET.get("pathway")), None)
    pathway = chosen or next(iter(pathways), None)
    rows = queries.group_agreement(pathway, reader=request.user) if pathway else []
    context = {
        "pathways": pathways,
        "pathway": pathway,
        "sentence": figures.group_sentence(rows),
        "figure": figures.group_figure(rows),
        "shown": bool(rows),
    }
    return render(request, "practice/staff/agreement.html", context)
