"""The issuer's keys: made once, changed without breaking what they signed, distrusted at once."""

import re
import stat
from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from multiprocessing import get_context
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

from certification.certificates import keys
from certification.certificates.checks import issuer_keys
from certification.certificates.receivers import refuse_without_keys
from certification.certificates.workers import refusal
from certification.credentials.did import key_address
from tests.processes import PROJECT


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    """Keys of this test alone; no demonstration, which would make some by itself."""
    settings.ISSUER_KEYS_DIR, settings.ISSUER_PRIVATE_KEY, settings.DEMONSTRATION = tmp_path, "", False
    return tmp_path


def command(*arguments: str) -> str:
    told = StringIO()
    call_command("issuer_keys", *arguments, stdout=told)
    return told.getvalue()


def trusted() -> list[str]:
    return list(keys.document()["assertionMethod"])


def address(pair: keys.Pair) -> str:
    return f"{keys.did()}#{pair.ed25519}"


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


# --- files ----------------------------------------------------------------------------------------


def test_the_private_half_is_its_owners_alone_and_the_history_everybodys(folder: Path) -> None:
    pair = keys.make()

    assert (mode(keys.private_path(pair)), mode(folder / "issuer.json")) == (0o600, 0o644)
    assert b"PRIVATE" not in (folder / "issuer.json").read_bytes()


def test_a_demonstration_makes_its_keys_by_itself(settings: Settings) -> None:
    settings.DEMONSTRATION = True

    assert [pair.signs for pair in keys.pairs()] == [True]


def test_many_who_ask_first_at_once_agree_on_one_pair(settings: Settings) -> None:
    settings.DEMONSTRATION = True
    with ThreadPoolExecutor(8) as crowd:
        found = list(crowd.map(lambda _: keys.signer().proof.public.multibase, range(8)))

    assert set(found) == {keys.pairs()[0].ed25519}


def test_processes_that_start_first_at_once_agree_on_one_pair(settings: Settings) -> None:
    settings.DEMONSTRATION = True
    with get_context("fork").Pool(4) as processes:
        found = processes.map(_who_signs, range(4), chunksize=1)

    assert set(found) == {keys.pairs()[0].ed25519}


def _who_signs(_process: int) -> str:
    return keys.signer().proof.public.multibase


def test_the_pair_may_come_by_the_environment_in_one_line(settings: Settings) -> None:
    pair = keys.make()
    path = keys.private_path(pair)
    settings.ISSUER_PRIVATE_KEY = path.read_text().replace("\n", "\\n")
    path.unlink()

    assert keys.signer().proof.public.multibase == pair.ed25519


@pytest.mark.parametrize("given", ["nothing", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n" * 2])
def test_what_is_no_pair_is_told_in_words(settings: Settings, given: str) -> None:
    keys.make()
    settings.ISSUER_PRIVATE_KEY = given

    with pytest.raises(keys.NoKeys):
        keys.signer()


def test_the_private_keys_of_another_pair_sign_nothing(settings: Settings) -> None:
    settings.ISSUER_PRIVATE_KEY = keys.private_path(keys.make()).read_text()
    keys.make()

    with pytest.raises(keys.NoKeys, match="aren't those"):
        keys.signer()


def test_a_history_that_cannot_be_read_is_never_written_over(folder: Path) -> None:
    (folder / "issuer.json").write_text("{")

    with pytest.raises(keys.NoKeys, match=r"issuer\.json can't be read"):
        keys.make()
    assert (folder / "issuer.json").read_text() == "{"


def test_cleaning_up_leaves_keys_alone() -> None:
    recipe = re.search(r"^clean:.*\n((?:\t.*\n)+)", (PROJECT / "Makefile").read_text(), re.MULTILINE)
    assert recipe

    removed = recipe[1].split()
    assert "var/test" in removed
    assert not {"var", "var/", "var/keys", "var/*"} & set(removed)


# --- changing them --------------------------------------------------------------------------------


def test_a_prepared_pair_is_told_to_verifiers_before_it_signs() -> None:
    first, second = keys.make(), keys.prepare()

    assert keys.signing() == first
    assert address(second) in trusted()


def test_after_a_change_the_new_pair_signs_and_the_old_one_still_vouches() -> None:
    first, second = keys.make(), keys.prepare()

    turned = keys.rotate()

    assert (turned.ed25519, keys.signer().proof.public.multibase) == (second.ed25519, second.ed25519)
    assert {address(first), address(second)} <= set(trusted())


def test_the_private_half_of_a_retired_pair_is_gone() -> None:
    first = keys.make()
    keys.make()

    assert not keys.private_path(first).exists()


def test_both_keys_of_a_distrusted_pair_leave_the_list_of_trusted_ones_and_stay_named() -> None:
    first, second = keys.make(), keys.make()

    keys.distrust(first.ed25519)

    assert trusted() == [key_address(keys.did(), key.public) for key in second.historic()]
    assert len(keys.document()["verificationMethod"]) == 4


def test_nothing_signs_once_the_pair_that_does_is_distrusted() -> None:
    pair = keys.make()
    keys.distrust(pair.ed25519)

    with pytest.raises(keys.NoKeys, match="no pair"):
        keys.signer()
    assert not keys.private_path(pair).exists()


# --- the command ----------------------------------------------------------------------------------


def test_the_command_says_what_there_is() -> None:
    assert "There are no keys" in command()

    command("make")

    assert "its private half is here" in command("list")


def test_the_command_makes_no_second_pair_while_one_signs() -> None:
    command("make")

    with pytest.raises(CommandError, match="signs already"):
        command("make")


def test_the_command_changes_keys_in_two_steps() -> None:
    command("make")
    with pytest.raises(CommandError, match="prepare one first"):
        command("rotate")

    command("prepare")
    with pytest.raises(CommandError, match="prepared already"):
        command("prepare")
    command("rotate")

    first, second = command().splitlines()
    assert ("vouches for that" in first, "signs since" in second) == (True, True)


def test_the_command_says_that_nothing_signs_after_a_distrust() -> None:
    command("make")

    assert "Nothing is signed until there is another pair" in command("distrust", keys.pairs()[0].ed25519)
    assert "in other hands" in command()
    with pytest.raises(CommandError, match="none of our keys"):
        command("distrust", "z6MkUnknown")


# --- who needs them -------------------------------------------------------------------------------


def test_a_worker_that_issues_needs_keys_and_others_do_not() -> None:
    assert "nothing to sign them with" in (refusal({"default", "certificates"}) or "")
    assert refusal({"default", "mail"}) is None

    keys.make()

    assert refusal({"certificates"}) is None


def test_a_public_history_alone_starts_no_worker() -> None:
    keys.private_path(keys.make()).unlink()

    class Worker:
        class app:  # noqa: N801 - as Celery spells it
            class amqp:  # noqa: N801
                class queues:  # noqa: N801
                    consume_from = ("certificates",)

    with pytest.raises(SystemExit, match="the private half of"):
        refuse_without_keys(instance=Worker)


def test_the_deployment_check_asks_for_a_pair_and_tells_of_private_halves_within_reach() -> None:
    assert [found.id for found in issuer_keys(None)] == ["certificates.E002"]
    pair = keys.make()
    assert [found.id for found in issuer_keys(None)] == ["certificates.I001"]

    keys.private_path(pair).chmod(0o640)
    assert [found.id for found in issuer_keys(None)] == ["certificates.I001", "certificates.W001"]
    keys.private_path(pair).unlink()
    assert issuer_keys(None) == []


def test_the_deployment_check_tells_of_a_history_that_cannot_be_read(folder: Path) -> None:
    (folder / "issuer.json").write_text("{")

    assert [found.id for found in issuer_keys(None)] == ["certificates.E001"]


@pytest.mark.django_db
def test_a_site_without_keys_says_that_it_has_signed_nothing(client: Client) -> None:
    answer = client.get("/.well-known/did.json")

    assert (answer.status_code, "no keys yet" in answer.json()["detail"]) == (404, True)
