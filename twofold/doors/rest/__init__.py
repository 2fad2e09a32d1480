"""The REST door: `/api/v1`, made from the registries of operations, queries and entities."""
