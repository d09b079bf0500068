"""Fills an empty embedded site with the demo program."""

import logging
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.demo.seed import NotEmpty, NotForProduction, seed


class Command(BaseCommand):
    """Refuses when there are people already, and always in production."""

    help = "Fill an empty site with the demo program: invented people at every stage of the way."

    def handle(self, *args: Any, **options: Any) -> None:
        # What a whole season of mails and pages would log drowns the one line that is of interest.
        logging.disable(logging.INFO)
        try:
            scene = seed()
        except NotEmpty as error:
            raise CommandError("There are people here already. The demo program is for an empty site.") from error
        except NotForProduction as error:
            raise CommandError("The demo program is for the embedded shape only; production never has it.") from error
        finally:
            logging.disable(logging.NOTSET)
        self.stdout.write(f"The demo program is here: {len(scene.people)} people, {len(scene.slots)} sessions.")
