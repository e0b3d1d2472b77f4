"""What an operator can set: the environment or `.env`, one class, one clear error."""

from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from platformdirs import user_data_path
from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from ssl_watch.errors import SettingsError

_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_POLITE_INTERVAL = 3.0  # seconds; https://info.arxiv.org/help/api/tou.html
# Announcements are at 20:00 New York time, Sunday to Thursday: arXiv's busiest hour. OAI-PMH is ready at 22:30; later
# times catch what comes late, on quiet days too, since identifiers fill in days late.
_ANNOUNCEMENT_TIMES = ("35 22 * * *", "30 1,7,15 * * *")


def data_folder() -> Path:
    """Where the SQLite file lies when no database is named."""
    return user_data_path("ssl-watch", appauthor=False)


class Settings(BaseSettings):
    """Every setting; the contract with operators. Read once, at the composition root."""

    model_config = SettingsConfigDict(
        env_prefix="SSL_WATCH_", env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True
    )

    bot_token: SecretStr | None = None
    telegram_url: str = "https://api.telegram.org"
    database_url: str = ""
    arxiv_api_url: str = "https://export.arxiv.org/api/query"
    arxiv_oai_url: str = "https://oaipmh.arxiv.org/oai"
    arxiv_rss_url: str = "https://rss.arxiv.org"
    arxiv_interval: float = Field(default=_POLITE_INTERVAL, ge=0, allow_inf_nan=False)
    contact: str = ""
    poll_cron: Annotated[tuple[str, ...], NoDecode] = _ANNOUNCEMENT_TIMES
    admins: Annotated[frozenset[int], NoDecode] = frozenset()
    summary_url: str = ""
    summary_key: SecretStr | None = None
    summary_model: str = Field(default="", max_length=60, pattern=r"^[\w./:@ -]*$")
    summary_budget: int = Field(default=100, ge=0)  # questions a day
    summary_timeout: float = Field(default=20.0, gt=0, le=120)  # seconds
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["text", "json"] = "text"

    @field_validator("poll_cron", mode="before")
    @classmethod
    def _split_crons(cls, value: object) -> object:
        return tuple(part.strip() for part in value.split(";") if part.strip()) if isinstance(value, str) else value

    @field_validator("admins", mode="before")
    @classmethod
    def _split_admins(cls, value: object) -> object:
        return frozenset(value.replace(",", " ").split()) if isinstance(value, str) else value

    @field_validator("telegram_url", "arxiv_api_url", "arxiv_oai_url", "arxiv_rss_url")
    @classmethod
    def _is_address(cls, value: str) -> str:
        return _address(value)

    @field_validator("summary_url")
    @classmethod
    def _is_address_if_any(cls, value: str) -> str:
        return _address(value) if value else ""

    @field_validator("summary_model")
    @classmethod
    def _names_a_model(cls, value: str, others: ValidationInfo) -> str:
        if others.data.get("summary_url") and not value:
            raise ValueError("must name a model of the endpoint")
        return value

    @model_validator(mode="after")
    def _is_polite(self) -> Self:
        addresses = (self.arxiv_api_url, self.arxiv_oai_url, self.arxiv_rss_url)
        outside = any(urlsplit(address).hostname not in _LOOPBACK for address in addresses)
        if outside and self.arxiv_interval < _POLITE_INTERVAL:
            raise ValueError("arxiv_interval below 3 seconds is only for loopback addresses (arXiv's terms of use)")
        return self

    @cached_property
    def database(self) -> str:
        """The database's URL, the default SQLite file included."""
        return self.database_url or f"sqlite:///{data_folder() / 'ssl-watch.db'}"


def _address(value: str) -> str:
    if urlsplit(value).scheme not in {"http", "https"} or not urlsplit(value).hostname:
        raise ValueError("must be an http(s) address")
    return value.rstrip("/")


def read_settings() -> Settings:
    """Read environment and `.env`.

    Raises:
        SettingsError: names each wrong variable and what is wrong with it, never its value.
    """
    try:
        return Settings()
    except ValidationError as error:
        faults = (f"{_variable(fault['loc'])}: {fault['msg']}" for fault in error.errors(include_input=False))
        raise SettingsError("; ".join(faults)) from None


def _variable(location: tuple[int | str, ...]) -> str:
    return f"SSL_WATCH_{str(location[0]).upper()}" if location else "SSL_WATCH_ARXIV_INTERVAL"
