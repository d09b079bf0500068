"""The staff's addresses about pathways, below the admin's."""

from django.urls import path

from cms.staff_views import made, no_shows, pathways, sentences

app_name = "cms"
urlpatterns = [
    path("", pathways.pathways, name="pathways"),
    path("sentence/", sentences.requirement_sentence, name="sentence"),
    path("<int:page_id>/release/", pathways.ReleasePathway.as_view(), name="release"),
    path("<int:page_id>/release/later/", pathways.release_later, name="release_later"),
    path("<int:page_id>/release/people/", pathways.impact_file, name="impact_file"),
    path("<int:page_id>/releases/", made.all_made, name="all_made"),
    path("<int:pathway_id>/no-shows/", no_shows.choose, name="no_shows"),
    path("planned/<int:plan_id>/withdraw/", pathways.withdraw, name="withdraw"),
    path("released/<int:release_id>/", made.made, name="made"),
    path("released/<int:release_id>/people/", made.people_file, name="people_file"),
    path("released/<int:release_id>/take-back/", made.take_back, name="take_back"),
    path("released/<int:release_id>/retry/", made.retry, name="retry"),
]
