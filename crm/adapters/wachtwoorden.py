"""Passwords as argon2id hashes; the settings choose the cost."""

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError


class Wachtwoorden:
    """Makes and checks hashes. The cheap profile is for tests only; settings refuse it in production."""

    def __init__(self, *, goedkoop: bool = False):
        self._hasher = (
            PasswordHasher(time_cost=1, memory_cost=8, parallelism=1) if goedkoop else PasswordHasher()
        )
        # Checked when the account does not exist, so that a wrong address takes as long as a wrong password.
        self._niemand = self._hasher.hash("niemand")

    def hash(self, wachtwoord: str) -> str:
        return self._hasher.hash(wachtwoord)

    def klopt(self, hash_: str | None, wachtwoord: str) -> bool:
        """Whether the password belongs to the hash; takes as long when there is no hash."""
        try:
            return self._hasher.verify(hash_ or self._niemand, wachtwoord) and hash_ is not None
        except (Argon2Error, InvalidHashError):
            return False
