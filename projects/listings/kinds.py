"""The three lists by the name they have in addresses, queues and numbers."""

from projects.listings.models import Listing, ListKind, Need, Project, Resource

MODELS: dict[ListKind, type[Listing]] = {
    ListKind.RESOURCE: Resource,
    ListKind.NEED: Need,
    ListKind.PROJECT: Project,
}
