"""What all parts of a case share, and everything that people add beside one."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, model_validator

from casekit.values import visible

__all__ = ["Part"]


class Part(BaseModel):
    """What all parts of a case share: frozen, and a field that the kit does not know is kept."""

    model_config = ConfigDict(
        frozen=True, extra="allow", validate_by_name=True, validate_by_alias=True, allow_inf_nan=False
    )

    @model_validator(mode="before")
    @classmethod
    def _visible(cls, data: Any) -> Any:
        """Signs without width are no part of a case: they hide a name from a search, and nobody typed them."""
        return (
            {key: visible(value) if isinstance(value, str) else value for key, value in data.items()}
            if isinstance(data, dict)
            else data
        )
