"""Addresses of rounds, pairings and posts."""

from django.urls import path

from alliances.pairing.views import drafting, moving, pairings, pictures, posts, programmes, working

urlpatterns = [
    path("programmes/", programmes.programmes, name="programmes"),
    path("programmes/new/", programmes.programme_new, name="programme_new"),
    path("programmes/<int:pk>/", programmes.programme, name="programme"),
    path("programmes/<int:pk>/change/", programmes.programme_change, name="programme_change"),
    path("programmes/<int:pk>/do/<slug:verb>/", programmes.move_programme, name="programme_verb"),
    path("programmes/<int:pk>/draft/", drafting.pairing_new, name="pairing_new"),
    path("programmes/<int:pk>/network/", pictures.network, name="programme_network"),
    path("programmes/<int:pk>/distances/", pictures.distances, name="programme_distances"),
    path("programmes/<int:pk>/activities/", pictures.activities, name="programme_activities"),
    path("pairings/", pairings.pairings, name="pairings"),
    path("pairings/expiries/", pictures.expiries, name="pairing_expiries"),
    path("pairings/<int:pk>/", pairings.pairing, name="pairing"),
    path("pairings/<int:pk>/change/", drafting.pairing_change, name="pairing_change"),
    path("pairings/<int:pk>/do/<slug:verb>/", moving.move_pairing, name="pairing_verb"),
    path("pairings/<int:pk>/undo/", moving.undo, name="pairing_undo"),
    path("pairings/<int:pk>/record/", working.record, name="pairing_record"),
    path("pairings/<int:pk>/link/", working.link, name="pairing_link"),
    path("pairings/<int:pk>/unlink/<int:record_id>/", working.unlink, name="pairing_unlink"),
    path("posts/", posts.posts, name="posts"),
    path("posts/new/", posts.post_new, name="post_new"),
    path("posts/<int:pk>/", posts.post, name="post"),
    path("posts/<int:pk>/appoint/", posts.post_appoint, name="post_appoint"),
    path("posts/<int:pk>/vacate/", posts.post_vacate, name="post_vacate"),
]
